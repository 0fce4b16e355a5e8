namespace Atelier.Generation;

/// <summary>The noise of a neighbouring seed, mixed in along the sphere (slerp), and the noise of another size.</summary>
public sealed record Variation
{
    /// <summary>The neighbour's seed; null draws one. Further pictures count up from it.</summary>
    public ulong? Seed { get; init; }

    /// <summary>How far towards the neighbour: 0 stays, 1 arrives. Default 0.</summary>
    public double Strength { get; init; }

    /// <summary>The width whose noise is used in the middle (seed resize), pixels; null takes the picture's.</summary>
    public int? FromWidth { get; init; }

    /// <summary>The height whose noise is used in the middle, pixels; null takes the picture's.</summary>
    public int? FromHeight { get; init; }
}
