using Atelier.Networks;

namespace Atelier.Curator.Similarity;

/// <summary>A CLIP model's ear: the prompt's first 75 tokens between start and end, as the model was trained with.</summary>
internal static class ClipText
{
    private const int Length = 77;

    public static float[] Embed(IModelRuntime runtime, ModelFile file, string prompt, CancellationToken cancellation)
    {
        var tokenizer = runtime.OpenTokenizer(file);
        using var network = runtime.Open(file, cancellation);
        var tokens = tokenizer.Encode(prompt).Take(Length - 2).Prepend(tokenizer.StartId).Append(tokenizer.EndId).ToList();
        var ids = new float[Length];
        var mask = new float[Length];
        for (var i = 0; i < Length; i++)
        {
            ids[i] = i < tokens.Count ? tokens[i] : tokenizer.EndId;
            mask[i] = i < tokens.Count ? 1 : 0;
        }

        var inputs = network.Inputs.ToDictionary(
            input => input.Name, input => new NetworkTensor(input.Name.Contains("mask", StringComparison.Ordinal) ? mask : ids, 1, Length));
        return Embedding.Of(network.Run(inputs, cancellation), "text_embeds", file);
    }
}
