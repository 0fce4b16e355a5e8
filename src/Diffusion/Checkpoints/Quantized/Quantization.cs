namespace Atelier.Diffusion.Checkpoints;

/// <summary>
/// How a weight that is stored as small integers becomes real numbers: each is multiplied by a scale that lies in the same file.
/// </summary>
/// <param name="Bits">4 or 8.</param>
/// <param name="Block">
/// Neighbours along a row that share a scale: then the integers are unsigned, and half their range stands for zero. Nought: one scale for
/// each row of the first axis, and the integers are signed.
/// </param>
/// <param name="ScaleType">F16 or F32.</param>
/// <param name="ScaleOffset">From the file's start, in bytes.</param>
/// <param name="ScaleLength">In bytes.</param>
public sealed record Quantization(int Bits, int Block, TensorType ScaleType, long ScaleOffset, long ScaleLength)
{
    /// <summary>Block-wise integers with this value stand for zero.</summary>
    public int Zero => 1 << (Bits - 1);
}
