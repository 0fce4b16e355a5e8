namespace Atelier.Diffusion.Checkpoints;

/// <summary>
/// The weights of one component, by canonical name: diffusers' and transformers' module paths, whatever the file calls them.
/// </summary>
public interface IWeights
{
    /// <summary>The folder that holds every file the weights lie in: ONNX Runtime resolves external data below it.</summary>
    string Folder { get; }

    /// <summary>All canonical names.</summary>
    IEnumerable<string> Names { get; }

    /// <summary>Finds a weight.</summary>
    /// <param name="name">Its canonical name, such as <c>down_blocks.0.resnets.0.conv1.weight</c>.</param>
    /// <returns>Where it lies, or null where the checkpoint has none of that name.</returns>
    WeightRef? Find(string name);

    /// <summary>The bytes of a weight, in place in the mapped file. Valid while the checkpoint is open.</summary>
    /// <param name="weight">A weight of this component.</param>
    ReadOnlySpan<byte> Bytes(WeightRef weight);
}

/// <summary>Where a weight lies. Nothing is read until something asks.</summary>
/// <param name="Type">The stored type.</param>
/// <param name="Shape">The canonical shape, as diffusers has it; a stored shape with the same elements in the same order counts as
/// equal.</param>
/// <param name="File">The file's name inside <see cref="IWeights.Folder"/>.</param>
/// <param name="Offset">From the file's start, in bytes; a slice of a packed tensor starts inside it.</param>
/// <param name="Length">In bytes.</param>
public sealed record WeightRef(TensorType Type, IReadOnlyList<int> Shape, string File, long Offset, long Length)
{
    /// <summary>
    /// Whether the file holds the matrix transposed against <see cref="Shape"/> (OpenCLIP's <c>text_projection</c>): stored as columns ×
    /// rows.
    /// </summary>
    public bool Transposed { get; init; }

    /// <summary>How small integers become real numbers; null for a weight that is stored as real numbers.</summary>
    public Quantization? Quantized { get; init; }

    /// <summary>Its form for people: <c>F16</c>, <c>int8</c>, <c>int4</c>.</summary>
    public string Form => Quantized is { Bits: var bits } ? $"int{bits}" : Type.ToString();

    /// <summary>What it takes in the file, with its scales.</summary>
    public long StoredBytes => Length + (Quantized?.ScaleLength ?? 0);

    /// <summary>Some rows of its first axis, in place. Not for one that is <see cref="Transposed"/>.</summary>
    internal WeightRef Rows(int first, int count)
    {
        var row = Length / Shape[0];
        var scales = (Quantized?.ScaleLength ?? 0) / Shape[0];
        return this with
        {
            Shape = [count, .. Shape.Skip(1)],
            Offset = Offset + (first * row),
            Length = count * row,
            Quantized = Quantized is null
                ? null
                : Quantized with { ScaleOffset = Quantized.ScaleOffset + (first * scales), ScaleLength = count * scales },
        };
    }
}
