namespace Atelier.Diffusion.Checkpoints;

/// <summary>One tensor of a safetensors file: little-endian, row-major.</summary>
/// <param name="Name">As the file spells it.</param>
/// <param name="Type">The element type.</param>
/// <param name="Shape">Sizes, outermost first; empty for a scalar.</param>
/// <param name="Offset">From the file's start, in bytes.</param>
/// <param name="Length">In bytes.</param>
public sealed record SafetensorsTensor(string Name, TensorType Type, IReadOnlyList<int> Shape, long Offset, long Length);
