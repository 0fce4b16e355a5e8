using Atelier.Generation;

namespace Atelier.Host.Api.Automatic1111.Scripts;

/// <summary>
/// An axis of AUTOMATIC1111's plot. Requests name it by its place in the list, which is another one for txt2img and for img2img.
/// </summary>
/// <param name="Label">As AUTOMATIC1111 has it.</param>
/// <param name="Field">The request's field; null where there is none here.</param>
/// <param name="IsNumber">Whether its values may be ranges.</param>
/// <param name="OnlyWithPicture">Whether only img2img has it (true) or only txt2img (false); null for both.</param>
internal sealed record PlotAxis(
    string Label, Func<GenerationRequest, string>? Field = null, bool IsNumber = false, bool? OnlyWithPicture = null)
{
    public const string SearchAndReplace = "Prompt S/R";

    /// <summary>Of version 1.10, in its order.</summary>
    public static IReadOnlyList<PlotAxis> All { get; } =
    [
        new("Nothing"),
        Number("Seed", "seed"),
        Number("Var. seed", "variation.seed"),
        Number("Var. strength", "variation.strength"),
        Number("Steps", "steps"),
        Number("Hires steps", "hires.steps") with { OnlyWithPicture = false },
        Number("CFG Scale", "guidanceSettings.scale"),
        Number("Image CFG Scale", "image.imageGuidance") with { OnlyWithPicture = true },
        Text(SearchAndReplace, "prompt"),
        new("Prompt order"),
        Text("Sampler", "sampler") with { OnlyWithPicture = false },
        Text("Hires sampler", "hires.sampler") with { OnlyWithPicture = false },
        Text("Sampler", "sampler") with { OnlyWithPicture = true },
        Text("Checkpoint name", "model"),
        new("Negative Guidance minimum sigma"),
        Number("Sigma Churn", "samplerOptions.s_churn"),
        Number("Sigma min", "samplerOptions.s_tmin"),
        Number("Sigma max", "samplerOptions.s_tmax"),
        Number("Sigma noise", "samplerOptions.s_noise"),
        Text("Schedule type", "schedule"),
        new("Schedule min sigma"),
        new("Schedule max sigma"),
        new("Schedule rho"),
        new("Beta schedule alpha"),
        new("Beta schedule beta"),
        Number("Eta", "samplerOptions.eta"),
        Number("Clip skip", "clipSkip"),
        new("Denoising", request => request.Image is null ? "hires.strength" : "image.strength", IsNumber: true),
        new("Initial noise multiplier"),
        new("Extra noise"),
        Text("Hires upscaler", "hires.upscaler") with { OnlyWithPicture = false },
        new("Cond. Image Mask Weight", OnlyWithPicture: true),
        Text("VAE", "vae"),
        new("Styles"),
        new("UniPC Order"),
        new("Face restore"),
        new("Token merging ratio"),
        new("Token merging ratio high-res"),
        new("Always discard next-to-last sigma"),
        new("SGM noise multiplier"),
        Text("Refiner checkpoint", "refiner.model"),
        Number("Refiner switch at", "refiner.switchAt"),
        new("RNG source"),
        new("FP8 mode"),
        new("Size"),
    ];

    public static IReadOnlyList<PlotAxis> For(bool beginsWithPicture) =>
        [.. All.Where(axis => axis.OnlyWithPicture is not { } only || only == beginsWithPicture)];

    private static PlotAxis Number(string label, string field) => new(label, _ => field, IsNumber: true);

    private static PlotAxis Text(string label, string field) => new(label, _ => field);
}
