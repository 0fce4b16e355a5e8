namespace Atelier.Generation;

/// <summary>
/// FreeU (Si et al. 2023): the two deepest up blocks' backbone features are strengthened and their skips' low frequencies weakened.
/// </summary>
public sealed record FreeUSettings
{
    /// <summary>Backbone factor of the deepest up block. 0 to 2. Default 1.5.</summary>
    public double B1 { get; init; } = 1.5;

    /// <summary>Backbone factor of the next up block. 0 to 2. Default 1.6.</summary>
    public double B2 { get; init; } = 1.6;

    /// <summary>Skip factor of the deepest up block. 0 to 4. Default 0.9.</summary>
    public double S1 { get; init; } = 0.9;

    /// <summary>Skip factor of the next up block. 0 to 4. Default 0.2.</summary>
    public double S2 { get; init; } = 0.2;
}
