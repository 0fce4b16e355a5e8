using Atelier.Generation;
using Atelier.Networks;

namespace Atelier.Curator.Similarity;

internal static class Embedding
{
    /// <summary>What a half of a CLIP model says: the output of that name, one row of numbers.</summary>
    public static float[] Of(IReadOnlyDictionary<string, NetworkTensor> answers, string name, ModelFile file) =>
        answers.TryGetValue(name, out var embedding) && embedding.Shape is [1, _]
            ? embedding.Values
            : throw new RequestException(
                file.Kind, $"'{file.Name}' must give {name}, one row of numbers; it gives {string.Join(", ", answers.Keys)}");
}
