using Atelier.Networks;

namespace Atelier.Diffusion.Checkpoints;

/// <summary>
/// How textual inversions lie in safetensors files: AUTOMATIC1111's (<c>emb_params</c>, <c>string_to_param.*</c>), SDXL's pairs
/// (<c>clip_l</c>, <c>clip_g</c>), and diffusers' single tensor whose name is the word.
/// </summary>
internal static class EmbeddingLayout
{
    /// <summary>As many as a text encoder reads beside start and end; an embedding is never split.</summary>
    public const int MostVectors = 75;

    private static readonly string[] Nameless = ["emb_params", "*", "string_to_param", "string_to_param.*"];

    /// <exception cref="CheckpointException">It holds no textual inversion, or too large a one.</exception>
    public static EmbeddingEntry Read(ModelFile file, SafetensorsFile tensors)
    {
        var found = Find(tensors, out var token);
        var sizes = found.Select(tensor =>
            tensor.Shape is [var width] ? (Vectors: 1, Width: width) : (Vectors: tensor.Shape[0], Width: tensor.Shape[1])).ToList();
        var vectors = sizes[0].Vectors;
        if (vectors is 0 or > MostVectors || sizes.Any(size => size.Vectors != vectors || size.Width == 0)
            || found.Any(tensor => !tensor.Type.IsFloat()))
        {
            throw CheckpointException.Invalid(
                tensors.Label,
                $"its vectors are {string.Join(" and ", found.Select(Shape))}; a textual inversion has 1 to {MostVectors} rows of real numbers, as many for each text encoder");
        }

        return new EmbeddingEntry
        {
            Name = file.Name,
            Token = token,
            Path = file.Path,
            Vectors = vectors,
            Widths = [.. sizes.Select(size => size.Width)],
            Tensors = [.. found.Select(tensor => tensor.Name)],
        };
    }

    private static List<SafetensorsTensor> Find(SafetensorsFile file, out string? token)
    {
        token = null;
        if (file.Find("clip_l") is { Shape.Count: 1 or 2 } first && file.Find("clip_g") is { Shape.Count: 1 or 2 } second)
        {
            return [first, second];
        }

        var candidates = file.Tensors.Where(tensor => tensor.Shape.Count is 1 or 2).ToList();
        var named = candidates.Find(tensor => Nameless.Contains(tensor.Name, StringComparer.Ordinal));
        if (named is null && candidates.Count == 1 && file.Tensors.Count == 1)
        {
            named = candidates[0];
            token = named.Name;
        }

        return named is not null
            ? [named]
            : throw CheckpointException.For(
                file.Label, "not a textual inversion: it has none of the tensors emb_params, clip_l with clip_g, or a single one named after its word");
    }

    private static string Shape(SafetensorsTensor tensor) => $"{string.Join('×', tensor.Shape)} {tensor.Type}";
}
