namespace Atelier.Host.Api.Automatic1111.Errors;

/// <summary>What AUTOMATIC1111's callers wrote where a request's field is at fault.</summary>
internal static class FieldNames
{
    private const string Controls = "controls[";
    private const string Units = "alwayson_scripts.ControlNet.args.";

    /// <param name="field">As <see cref="Atelier.Generation.RequestException.Field"/> has it.</param>
    public static string Of(string field) => field switch
    {
        "negativePrompt" => "negative_prompt",
        "model" => "override_settings.sd_model_checkpoint",
        "vae" => "override_settings.sd_vae",
        "sampler" => "sampler_name",
        "schedule" => "scheduler",
        "batchSize" => "batch_size",
        "count" => "n_iter",
        "guidanceSettings.scale" => "cfg_scale",
        "guidanceSettings.start" => "override_settings.skip_early_cond",
        "clipSkip" => "override_settings.CLIP_stop_at_last_layers",
        "noise" => "override_settings.randn_source",
        "image.picture" => "init_images",
        "image.strength" => "denoising_strength",
        "image.resize" => "resize_mode",
        "image.imageGuidance" => "image_cfg_scale",
        "image.mask.picture" or "image.mask" => "mask",
        "image.mask.blur" => "mask_blur",
        "image.mask.padding" => "inpaint_full_res_padding",
        "hires.scale" => "hr_scale",
        "hires.width" => "hr_resize_x",
        "hires.height" => "hr_resize_y",
        "hires.upscaler" => "hr_upscaler",
        "hires.strength" => "denoising_strength",
        "hires.steps" => "hr_second_pass_steps",
        "hires.sampler" => "hr_sampler_name",
        "hires.schedule" => "hr_scheduler",
        "hires.prompt" => "hr_prompt",
        "hires.negativePrompt" => "hr_negative_prompt",
        "variation.seed" => "subseed",
        "variation.strength" => "subseed_strength",
        "variation.fromWidth" => "seed_resize_from_w",
        "variation.fromHeight" => "seed_resize_from_h",
        "refiner.model" => "refiner_checkpoint",
        "refiner.switchAt" => "refiner_switch_at",
        _ when field.StartsWith("image.outpaint", StringComparison.Ordinal) || field.StartsWith("grid", StringComparison.Ordinal) =>
            "script_args",
        _ when field.StartsWith(Controls, StringComparison.Ordinal) => Unit(field[Controls.Length..]),
        _ => field,
    };

    // controls[0].start is the first unit's guidance_start.
    private static string Unit(string rest) => rest.Split("].") is [var index, var name]
        ? $"{Units}{index}.{name switch
        {
            "picture" => "image",
            "preprocessor" => "module",
            "resolution" => "processor_res",
            "preprocessorOptions" => "threshold_a",
            "start" => "guidance_start",
            "end" => "guidance_end",
            "resize" => "resize_mode",
            "mode" => "control_mode",
            "pass" => "hr_option",
            _ => name,
        }}"
        : $"{Units}{rest.TrimEnd(']')}";
}
