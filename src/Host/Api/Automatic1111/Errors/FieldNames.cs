namespace Atelier.Host.Api.Automatic1111.Errors;

/// <summary>What AUTOMATIC1111's callers wrote where a request's field is at fault.</summary>
internal static class FieldNames
{
    /// <param name="field">As <see cref="Atelier.Generation.RequestException.Field"/> has it.</param>
    public static string Of(string field) => field switch
    {
        "negativePrompt" => "negative_prompt",
        "model" => "override_settings.sd_model_checkpoint",
        "sampler" => "sampler_name",
        "schedule" => "scheduler",
        "batchSize" => "batch_size",
        "count" => "n_iter",
        "guidanceSettings.scale" => "cfg_scale",
        "guidanceSettings.start" => "override_settings.skip_early_cond",
        "clipSkip" => "override_settings.CLIP_stop_at_last_layers",
        "noise" => "override_settings.randn_source",
        _ => field,
    };
}
