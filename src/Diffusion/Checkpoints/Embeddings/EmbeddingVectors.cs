namespace Atelier.Diffusion.Checkpoints;

/// <summary>Reads a textual inversion's vectors.</summary>
internal static class EmbeddingVectors
{
    /// <summary>For each of the entry's widths the vectors, row-major.</summary>
    /// <exception cref="CheckpointException">The file is gone, or has changed since its header was read.</exception>
    public static float[][] Read(EmbeddingEntry entry)
    {
        using var file = SafetensorsFile.Open(entry.Path);
        return
        [
            .. entry.Tensors.Select((name, index) =>
            {
                var tensor = file.Find(name);
                if (tensor?.Shape.Elements() != (long)entry.Vectors * entry.Widths[index] || !tensor.Type.IsFloat())
                {
                    throw CheckpointException.For(file.Label, "was changed since it was listed; ask again");
                }

                var values = new float[tensor.Shape.Elements()];
                WeightFloats.Widen(file.Bytes(tensor), tensor.Type, values);
                return values;
            }),
        ];
    }
}
