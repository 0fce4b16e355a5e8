using Atelier.Generation;
using Atelier.Host.Api.Json;

namespace Atelier.Host.Api.Automatic1111.Making;

/// <summary>Reads txt2img's second pass.</summary>
internal static class HiresReader
{
    private const double DefaultStrength = 0.75;
    private const double DefaultScale = 2;
    private const string DefaultUpscaler = "Latent";
    private const string Same = "Use same ";

    /// <param name="body">The request's fields.</param>
    /// <param name="request">What they come to without a second pass.</param>
    /// <returns>The request with it. A first pass of a size of its own makes the request's size the last one, as AUTOMATIC1111 before 1.0
    /// had it.</returns>
    public static GenerationRequest Read(LenientBody body, GenerationRequest request)
    {
        var (firstWidth, firstHeight) = (Side(body, "firstphase_width"), Side(body, "firstphase_height"));
        var isFinal = firstWidth is not null || firstHeight is not null;
        var sized = request with { Width = firstWidth ?? request.Width, Height = firstHeight ?? request.Height };
        return body.Switch("enable_hr") is not true ? sized : sized with
        {
            Hires = new HiresFix
            {
                Scale = body.Number("hr_scale") ?? DefaultScale,
                Width = isFinal ? request.Width : Side(body, "hr_resize_x"),
                Height = isFinal ? request.Height : Side(body, "hr_resize_y"),
                Upscaler = Named(body, "hr_upscaler") ?? DefaultUpscaler,
                Strength = body.Number("denoising_strength") ?? DefaultStrength,
                Steps = body.Whole("hr_second_pass_steps") is > 0 and var steps ? steps : null,
                Sampler = Named(body, "hr_sampler_name"),
                Schedule = Named(body, "hr_scheduler") is { } schedule && !schedule.Equals("automatic", StringComparison.OrdinalIgnoreCase)
                    ? schedule
                    : null,
                Prompt = Named(body, "hr_prompt"),
                NegativePrompt = Named(body, "hr_negative_prompt"),
            },
        };
    }

    private static int? Side(LenientBody body, string field) => body.Whole(field) is > 0 and var side ? side : null;

    private static string? Named(LenientBody body, string field) =>
        body.Text(field) is { Length: > 0 } name && !name.StartsWith(Same, StringComparison.OrdinalIgnoreCase) ? name : null;
}
