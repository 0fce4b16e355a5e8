namespace Atelier.Diffusion.Checkpoints;

/// <summary>What a checkpoint's weights are stored in.</summary>
public enum Precision
{
    /// <summary>Single precision.</summary>
    Fp32,

    /// <summary>Half precision.</summary>
    Fp16,

    /// <summary>Brain float.</summary>
    Bf16,

    /// <summary>8 bits: matrices in blocks of 64, convolutions with a scale for each output channel.</summary>
    Int8,

    /// <summary>The UNet's matrices in 4 bits, in blocks of 32; the rest as in <see cref="Int8"/>.</summary>
    Int4,
}

internal static class Precisions
{
    public static bool IsQuantized(this Precision precision) => precision is Precision.Int8 or Precision.Int4;

    /// <summary>Neighbours that share a scale. Larger blocks are faster in 8 bits; in 4 bits smaller ones are needed for quality.</summary>
    public static int Block(this Precision precision) => precision == Precision.Int4 ? 32 : 64;

    /// <summary>As people write it: <c>int8</c>.</summary>
    public static string Name(this Precision precision) => precision.ToString().ToLowerInvariant();
}
