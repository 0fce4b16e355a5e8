namespace Atelier.Guidance;

/// <summary>How strongly a generation follows its prompt.</summary>
public sealed record GuidanceSettings
{
    /// <summary>The guidance scale (CFG): 1 follows the prompt alone, without the negative prompt's pass. 0 to 100. Default 7.</summary>
    public double Scale { get; init; } = 7;

    /// <summary>How much of the contrast that a high scale adds is taken back (Lin et al. 2023, section 3.4). 0 to 1. Default 0.</summary>
    public double Rescale { get; init; }

    /// <summary>The fraction of the schedule before which there is no guidance (Kynkäänniemi et al. 2024). 0 to 1. Default 0.</summary>
    public double Start { get; init; }

    /// <summary>The fraction of the schedule after which there is no guidance. 0 to 1. Default 1.</summary>
    public double End { get; init; } = 1;
}
