using Atelier.Host.Api.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Atelier.Host.Api.Automatic1111.Making;

/// <summary>The answer's <c>parameters</c>: every field of the route with what was sent, or AUTOMATIC1111's default.</summary>
internal static class GenerationEcho
{
    private const string Defaults = """
        {
          "prompt": "", "negative_prompt": "", "styles": null, "seed": -1, "subseed": -1, "subseed_strength": 0, "seed_resize_from_h": -1,
          "seed_resize_from_w": -1, "sampler_name": null, "scheduler": null, "batch_size": 1, "n_iter": 1, "steps": 50, "cfg_scale": 7.0,
          "width": 512, "height": 512, "restore_faces": null, "tiling": null, "do_not_save_samples": false, "do_not_save_grid": false,
          "eta": null, "s_min_uncond": null, "s_churn": null, "s_tmax": null, "s_tmin": null, "s_noise": null,
          "override_settings": null, "override_settings_restore_afterwards": true, "refiner_checkpoint": null, "refiner_switch_at": null,
          "disable_extra_networks": false, "firstpass_image": null, "comments": null,
          "force_task_id": null, "sampler_index": "Euler", "script_name": null, "script_args": [], "send_images": true, "save_images": false,
          "alwayson_scripts": {}, "infotext": null
        }
        """;

    private const string TextToImage = """
        {
          "denoising_strength": null, "enable_hr": false, "firstphase_width": 0,
          "firstphase_height": 0, "hr_scale": 2.0, "hr_upscaler": null, "hr_second_pass_steps": 0, "hr_resize_x": 0, "hr_resize_y": 0,
          "hr_checkpoint_name": null, "hr_sampler_name": null, "hr_scheduler": null, "hr_prompt": "", "hr_negative_prompt": ""
        }
        """;

    private const string ImageToImage = """
        {
          "init_images": null, "resize_mode": 0, "denoising_strength": 0.75, "image_cfg_scale": null, "mask": null, "mask_blur": null,
          "mask_blur_x": 4, "mask_blur_y": 4, "mask_round": true, "inpainting_fill": 0, "inpaint_full_res": true, "inpaint_full_res_padding": 0,
          "inpainting_mask_invert": 0, "initial_noise_multiplier": null, "latent_mask": null, "include_init_images": false
        }
        """;

    public static JsonObject Of(LenientBody body, bool beginsWithPicture)
    {
        var echo = (JsonObject)JsonNode.Parse(Defaults)!;
        foreach (var (name, value) in (JsonObject)JsonNode.Parse(beginsWithPicture ? ImageToImage : TextToImage)!)
        {
            echo[name] = value?.DeepClone();
        }

        foreach (var name in echo.Select(field => field.Key).Where(body.Has).ToList())
        {
            echo[name] = JsonSerializer.SerializeToNode(body.Given(name));
        }

        // Pictures are not sent back to who sent them, unless asked for.
        foreach (var picture in beginsWithPicture && body.Switch("include_init_images") is not true
            ? (string[])["init_images", "mask"]
            : [])
        {
            echo[picture] = null;
        }

        return echo;
    }
}
