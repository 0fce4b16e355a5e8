namespace Atelier.Generation;

/// <summary>A second pass at a larger size (AUTOMATIC1111's hires fix): the picture is made, enlarged, and made anew in part.</summary>
public sealed record HiresFix
{
    /// <summary>How many times larger, 1 to 4. Default 2. Not used where <see cref="Width"/> or <see cref="Height"/> is given.</summary>
    public double Scale { get; init; } = 2;

    /// <summary>
    /// Pixels; null follows from <see cref="Height"/>, or from the scale. With both, the picture is enlarged to cover them and cut.
    /// </summary>
    public int? Width { get; init; }

    /// <summary>Pixels; null follows from <see cref="Width"/>, or from the scale.</summary>
    public int? Height { get; init; }

    /// <summary>What enlarges it: an upscaler's name. Default <c>latent</c>.</summary>
    public string Upscaler { get; init; } = "latent";

    /// <summary>How much is made anew, 0 to 1. Default 0.7.</summary>
    public double Strength { get; init; } = 0.7;

    /// <summary>Steps of the second pass; null takes the first pass's number.</summary>
    public int? Steps { get; init; }

    /// <summary>The second pass's sampler; null takes the first's.</summary>
    public string? Sampler { get; init; }

    /// <summary>The second pass's schedule; null takes the first's.</summary>
    public string? Schedule { get; init; }

    /// <summary>The second pass's prompt; null takes the first's.</summary>
    public string? Prompt { get; init; }

    /// <summary>The second pass's negative prompt; null takes the first's.</summary>
    public string? NegativePrompt { get; init; }

    /// <summary>The second pass's guidance scale; null takes the first's.</summary>
    public double? GuidanceScale { get; init; }
}
