namespace Atelier.Diffusion.Checkpoints;

/// <summary>The weights of one component, by canonical name: diffusers' and transformers' module paths, whatever the file calls them.</summary>
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
/// <param name="Shape">The canonical shape, as diffusers has it; a stored shape with the same elements in the same order counts as equal.</param>
/// <param name="File">The file's name inside <see cref="IWeights.Folder"/>.</param>
/// <param name="Offset">From the file's start, in bytes; a slice of a packed tensor starts inside it.</param>
/// <param name="Length">In bytes.</param>
public sealed record WeightRef(TensorType Type, IReadOnlyList<int> Shape, string File, long Offset, long Length)
{
    /// <summary>
    /// Whether the file holds the matrix transposed against <see cref="Shape"/> (OpenCLIP's <c>text_projection</c>): stored as columns × rows.
    /// </summary>
    public bool Transposed { get; init; }
}
