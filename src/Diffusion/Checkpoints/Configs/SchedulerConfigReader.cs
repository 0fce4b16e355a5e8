namespace Atelier.Diffusion.Checkpoints;

/// <summary>Reads diffusers' scheduler_config.json. Which sampler it names is the request's business, not the model's.</summary>
internal static class SchedulerConfigReader
{
    /// <summary>Reads a training schedule; what the file leaves out has Stable Diffusion's defaults.</summary>
    /// <exception cref="CheckpointException">A field is wrong, or asks for a schedule that is not known.</exception>
    public static SchedulerConfig Read(ConfigFile config)
    {
        config.Require([("trained_betas", "null")]);
        var fallback = new SchedulerConfig();
        return new SchedulerConfig
        {
            NumTrainTimesteps = config.Int("num_train_timesteps", fallback.NumTrainTimesteps),
            BetaStart = config.Number("beta_start", fallback.BetaStart),
            BetaEnd = config.Number("beta_end", fallback.BetaEnd),
            BetaSchedule = config.Text("beta_schedule", fallback.BetaSchedule, "scaled_linear", "linear", "squaredcos_cap_v2"),
            PredictionType = config.Text("prediction_type", fallback.PredictionType, PredictionTypes.Epsilon, PredictionTypes.V, "sample"),
            RescaleBetasZeroSnr = config.Flag("rescale_betas_zero_snr", fallback.RescaleBetasZeroSnr),
            TimestepSpacing = config.Text("timestep_spacing", fallback.TimestepSpacing, "leading", "trailing", "linspace"),
            StepsOffset = config.Int("steps_offset", fallback.StepsOffset, least: 0),
        };
    }
}
