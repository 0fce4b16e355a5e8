using Atelier.Diffusion.Graphs;
using Atelier.Diffusion.Onnx;
using Atelier.Support;

namespace Atelier.Diffusion.Tests.Graphs;

public sealed class ClipTextGraphTests
{
    public static TheoryData<string, string, string> Encoders => new()
    {
        { "sd15", "text_encoder", "text" },
        { "sd21", "text_encoder", "text" },
        { "sdxl", "text_encoder", "text" },
        { "sdxl", "text_encoder_2", "text_2" },
    };

    [GoldenTheory]
    [MemberData(nameof(Encoders))]
    [Trait("Category", "Golden")]
    public void The_last_layer_and_the_pooled_embedding_match_the_reference(string pipeline, string part, string prefix)
    {
        var golden = new GoldenPipeline(pipeline);
        var outputs = Encode(golden, part, prefix, clipSkip: 1);
        GoldenRun.AssertMatches(golden.Expected[$"{prefix}.last"], outputs["normed_hidden_state"]);
        // transformers returns the projected embedding where the model has a projection.
        var pooled = outputs.TryGetValue("text_embeds", out var projected) ? projected : outputs["pooled"];
        GoldenRun.AssertMatches(golden.Expected[$"{prefix}.pooled"], pooled);
    }

    [GoldenTheory]
    [MemberData(nameof(Encoders))]
    [Trait("Category", "Golden")]
    public void The_penultimate_layer_is_the_second_last_state_without_the_final_norm(string pipeline, string part, string prefix)
    {
        var golden = new GoldenPipeline(pipeline);
        var outputs = Encode(golden, part, prefix, clipSkip: 2);
        GoldenRun.AssertMatches(golden.Expected[$"{prefix}.penultimate"], outputs["hidden_state"]);
    }

    private static IReadOnlyDictionary<string, TensorValue> Encode(GoldenPipeline golden, string part, string prefix, long clipSkip)
    {
        var encoder = golden.TextEncoder(part);
        var ids = golden.Expected[$"{prefix}.ids"];
        return ClipTextGraph.Build(encoder.Config, encoder.Weights)
            .Run(("input_ids", TensorValue.Of(ids.Longs, ids.Shape)), ("clip_skip", TensorValue.Of([clipSkip], 1)));
    }
}
