using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Pipeline.TextEncode;
using Atelier.Generation;

namespace Atelier.Diffusion.Tests.Pipeline.TextEncode;

public sealed class EmbeddingBlendTests
{
    private static readonly ModelFamily Sd1 = new("sd1", "Stable Diffusion 1.x");
    private static readonly ModelFamily Sdxl = new("sdxl", "SDXL");

    [Theory]
    [InlineData(0.25)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void Every_vector_lies_between_the_two_prompts_by_the_weight(double weight)
    {
        using var encoders = new Encoders();
        var conditioner =
            new PromptConditioner(
                Sdxl, [encoders.Encoder(encoders.Network(4, "first"), 4), encoders.Encoder(encoders.Network(4, "second"), 4)]);
        var (x, y) = (Only(conditioner.Encode("x", "", 10)), Only(conditioner.Encode("y", "", 10)));

        var between = Only(conditioner.Encode("x", "", 10, blend: new BlendedText("y", weight)));

        Assert.NotEqual(x.Values, y.Values);
        Assert.Equal((x.Tokens, x.Width), (between.Tokens, between.Width));
        Assert.All(between.Values, (value, i) => Assert.Equal(x.Values[i] + (weight * (y.Values[i] - x.Values[i])), value, 1e-3));
        Assert.All(between.Pooled!, (value, i) => Assert.Equal(x.Pooled![i] + (weight * (y.Pooled![i] - x.Pooled[i])), value, 1e-3));
    }

    [Fact]
    public void A_weight_of_0_stays_and_one_of_1_arrives()
    {
        using var encoders = new Encoders();
        var conditioner = new PromptConditioner(Sd1, [encoders.Encoder(encoders.Network(4), 4)]);

        Assert.Equal(
            Only(conditioner.Encode("x", "", 10)).Values, Only(conditioner.Encode("x", "", 10, blend: new BlendedText("y", 0))).Values);
        Assert.Equal(
            Only(conditioner.Encode("y", "", 10)).Values, Only(conditioner.Encode("x", "", 10, blend: new BlendedText("y", 1))).Values);
    }

    [Fact]
    public void The_shorter_prompt_is_filled_up_to_the_longer()
    {
        using var encoders = new Encoders();
        var conditioner = new PromptConditioner(Sd1, [encoders.Encoder(encoders.Network(4), 4)]);

        var conditioning = conditioner.Encode("x", "y", 10, blend: new BlendedText("x BREAK y", 0.5));

        Assert.Equal((8, 8), (Only(conditioning).Tokens, conditioning.Negative[0].Parts[0].Embedding.Tokens));
    }

    [Fact]
    public void Schedules_of_both_hold_and_equal_pairs_are_one_object()
    {
        using var encoders = new Encoders();
        var conditioner = new PromptConditioner(Sd1, [encoders.Encoder(encoders.Network(4), 4)]);

        var spans = conditioner.Encode("[x:y:3] AND x", "", 10, blend: new BlendedText("z AND [y:z:5] :3", 0.5)).Prompt;

        Assert.Equal([3, 5, 10], spans.Select(span => span.EndStep));
        Assert.All(spans, span => Assert.Equal([1.0, 2.0], span.Parts.Select(part => part.Weight)));
        Assert.NotSame(spans[0].Parts[0].Embedding, spans[1].Parts[0].Embedding);
        Assert.Same(spans[1].Parts[0].Embedding, spans[2].Parts[0].Embedding);
        Assert.Same(spans[0].Parts[1].Embedding, spans[1].Parts[1].Embedding);
    }

    [Fact]
    public void Prompts_that_join_different_numbers_by_AND_are_refused()
    {
        using var encoders = new Encoders();
        var conditioner = new PromptConditioner(Sd1, [encoders.Encoder(encoders.Network(4), 4)]);

        var problem = Assert.Throws<RequestException>(() => conditioner.Encode("x AND y", "", 10, blend: new BlendedText("z", 0.5)));

        Assert.Equal("blend.prompt", problem.Field);
    }

    private static TextEmbedding Only(PromptConditioning conditioning) => Assert.Single(Assert.Single(conditioning.Prompt).Parts).Embedding;
}
