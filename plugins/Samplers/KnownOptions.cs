namespace Atelier.Samplers;

/// <summary>Options that several samplers read, with the defaults of k-diffusion and the ranges of AUTOMATIC1111's settings.</summary>
internal static class KnownOptions
{
    /// <summary>1 is the default of ancestral samplers and stochastic differential equations.</summary>
    public static PartOption Eta { get; } = new("eta", 1, 0, 1, "How much of the noise is made anew at each step: 0 is deterministic.");

    /// <summary>For samplers that are deterministic by default.</summary>
    public static PartOption EtaOff { get; } = Eta with { Default = 0 };

    public static PartOption SNoise { get; } = new("s_noise", 1, 0, 2, "Scales the noise that is added.");

    /// <summary>What Karras et al. (2022), Algorithm 2, calls S_churn, S_tmin, S_tmax and S_noise.</summary>
    public static IReadOnlyList<PartOption> Churn { get; } =
    [
        new("s_churn", 0, 0, 100, "Noise added over the whole run before the steps; 0 is deterministic."),
        new("s_tmin", 0, 0, 1000, "The noise level below which s_churn adds nothing."),
        new("s_tmax", 0, 0, 1000, "The noise level above which s_churn adds nothing; 0 sets no limit."),
        SNoise,
    ];
}
