namespace Atelier.Diffusion.Checkpoints;

/// <summary>The training schedule: diffusers' <c>scheduler_config.json</c>. The defaults are Stable Diffusion's.</summary>
public sealed record SchedulerConfig
{
    /// <summary>Training timesteps. Default 1000.</summary>
    public int NumTrainTimesteps { get; init; } = 1000;

    /// <summary>Default 0.00085.</summary>
    public double BetaStart { get; init; } = 0.00085;

    /// <summary>Default 0.012.</summary>
    public double BetaEnd { get; init; } = 0.012;

    /// <summary><c>scaled_linear</c>, <c>linear</c> or <c>squaredcos_cap_v2</c>. Default <c>scaled_linear</c>.</summary>
    public string BetaSchedule { get; init; } = "scaled_linear";

    /// <summary><c>epsilon</c>, <c>v_prediction</c> or <c>sample</c>. Default <c>epsilon</c>.</summary>
    public string PredictionType { get; init; } = "epsilon";

    /// <summary>Whether the betas are rescaled so that the last timestep is pure noise (Lin et al. 2023). Default false.</summary>
    public bool RescaleBetasZeroSnr { get; init; }

    /// <summary><c>leading</c>, <c>trailing</c> or <c>linspace</c>. Default <c>leading</c>.</summary>
    public string TimestepSpacing { get; init; } = "leading";

    /// <summary>Default 1.</summary>
    public int StepsOffset { get; init; } = 1;
}
