using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Onnx;

namespace Atelier.Diffusion.Pipeline.TextEncode;

/// <summary>A text encoder of <c>ClipTextGraph</c>'s making.</summary>
/// <param name="identity">The model's part, and the adapters on it.</param>
/// <param name="config">Its shape.</param>
/// <param name="session">Its session.</param>
internal sealed class ClipTextNetwork(string identity, ClipTextConfig config, IModelSession session) : ITextEncoderNetwork
{
    public string Identity { get; } = identity;

    public TextEncoderOutput Encode(
        long[] ids, int chunks, TextEncoderLayer layer, ReadOnlyMemory<float> vectors, CancellationToken cancellation)
    {
        var positions = ids.Length / chunks;
        var inputs = new Dictionary<string, TensorValue>
        {
            // A vector stands where a token of the lowest id would, which is never taken for the end.
            ["input_ids"] = TensorValue.Of(Array.ConvertAll(ids, id => id < config.VocabSize ? id : 0), chunks, positions),
            ["clip_skip"] = TensorValue.Of([(long)layer.ClipSkip], 1),
        };
        var rows = Array.ConvertAll(ids, id => Math.Max(id - config.VocabSize + 1, 0));
        if (rows.AsSpan().ContainsAnyExcept(0))
        {
            var width = config.HiddenSize;
            inputs["embedding_ids"] = TensorValue.Of(rows, chunks, positions);
            inputs["embeddings"] = TensorValue.Of([.. new float[width], .. vectors.Span], (vectors.Length / width) + 1, width);
        }

        var outputs = session.Run(inputs, cancellation);
        var hidden = outputs[layer.FinalNorm ? "normed_hidden_state" : "hidden_state"].Floats;
        NotANumber.Check(hidden, "The text encoder");
        return new TextEncoderOutput(hidden, outputs.GetValueOrDefault("text_embeds")?.Floats);
    }
}
