using Atelier.Diffusion.Onnx;

namespace Atelier.Diffusion.Pipeline.TextEncode;

/// <summary>A text encoder of <c>ClipTextGraph</c>'s making.</summary>
/// <param name="identity">The model's part.</param>
/// <param name="session">Its session.</param>
internal sealed class ClipTextNetwork(string identity, IModelSession session) : ITextEncoderNetwork
{
    public string Identity { get; } = identity;

    public TextEncoderOutput Encode(long[] ids, int chunks, TextEncoderLayer layer, CancellationToken cancellation)
    {
        var outputs = session.Run(
            new Dictionary<string, TensorValue>
            {
                ["input_ids"] = TensorValue.Of(ids, chunks, ids.Length / chunks),
                ["clip_skip"] = TensorValue.Of([(long)layer.ClipSkip], 1),
            },
            cancellation);
        var hidden = outputs[layer.FinalNorm ? "normed_hidden_state" : "hidden_state"].Floats;
        NotANumber.Check(hidden, "The text encoder");
        return new TextEncoderOutput(hidden, outputs.GetValueOrDefault("text_embeds")?.Floats);
    }
}
