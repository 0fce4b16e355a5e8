using System.Globalization;
using System.Text.Json;
using Atelier.Diffusion.Imaging.Metadata;
using Atelier.Generation;
using Atelier.Host.Api.Automatic1111.Scripts.Runs;
using Atelier.Jobs;

namespace Atelier.Host.Api.Automatic1111.Making;

/// <summary>The answer's <c>info</c>: AUTOMATIC1111's <c>Processed.js</c>, JSON in a text, with its keys in its order.</summary>
internal static class ProcessedInfo
{
    private static readonly HashSet<string> Own =
    [
        "Steps", "Sampler", "CFG scale", "Image CFG scale", "Seed", "Face restoration", "Size", "Model hash", "Model", "VAE hash", "VAE",
        "Variation seed",
        "Variation seed strength", "Seed resize from", "Denoising strength", "Clip skip", "ENSD", "Init image hash", "RNG", "Tiling",
        "Version", "User",
    ];

    public static string Of(Job job, GenerationWish wish, IReadOnlyList<ShownPicture> shown)
    {
        var pictures = shown.Where(picture => !picture.IsSheet).ToList();
        var texts = pictures.Select(picture => Infotext.Parse(picture.Infotext)).ToList();
        var first = texts.FirstOrDefault();
        var request = job.Request;
        return JsonSerializer.Serialize(
            new
            {
                Prompt = first?.Prompt ?? request.Prompt,
                AllPrompts = texts.Select(text => text.Prompt),
                NegativePrompt = first?.NegativePrompt ?? request.NegativePrompt,
                AllNegativePrompts = texts.Select(text => text.NegativePrompt),
                Seed = pictures.FirstOrDefault()?.Seed ?? request.Seed,
                AllSeeds = pictures.Select(picture => picture.Seed),
                Subseed = Subseed(request, 0) ?? pictures.FirstOrDefault()?.Seed ?? request.Seed,
                AllSubseeds = pictures.Select((picture, index) => Subseed(request, index) ?? picture.Seed),
                SubseedStrength = request.Variation?.Strength ?? 0,
                Width = request.Width ?? pictures.FirstOrDefault()?.Width,
                Height = request.Height ?? pictures.FirstOrDefault()?.Height,
                SamplerName = first?["Sampler"] ?? request.Sampler,
                CfgScale = request.GuidanceSettings?.Scale,
                request.Steps,
                request.BatchSize,
                RestoreFaces = false,
                FaceRestorationModel = (string?)null,
                SdModelName = first?["Model"] ?? request.Model,
                SdModelHash = first?["Model hash"],
                SdVaeName = request.Vae,
                SdVaeHash = (string?)null,
                SeedResizeFromW = request.Variation?.FromWidth ?? -1,
                SeedResizeFromH = request.Variation?.FromHeight ?? -1,
                DenoisingStrength = request.Image?.Strength ?? request.Hires?.Strength,
                ExtraGenerationParams = Extra(first),
                IndexOfFirstImage = shown.Count - pictures.Count,
                Infotexts = shown.Select(picture => picture.Infotext),
                wish.Styles,
                JobTimestamp = Timestamp(job),
                ClipSkip = wish.Options.ClipStopAtLastLayers,
                IsUsingInpaintingConditioning = false,
                Version = $"Atelier {RecipeSoftware.Version}",
            },
            Automatic1111Json.Options);
    }

    /// <summary>When a job was accepted, as AUTOMATIC1111 writes it.</summary>
    public static string Timestamp(Job job) => job.CreatedAt.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);

    private static ulong? Subseed(GenerationRequest request, int index) =>
        request.Variation?.Seed is { } seed ? unchecked(seed + (ulong)index) : null;

    // What processing itself does not write: schedules, second passes, masks, control units.
    private static Dictionary<string, string> Extra(Infotext? text) => (text?.Fields ?? [])
        .Where(field => !Own.Contains(field.Key))
        .DistinctBy(field => field.Key)
        .ToDictionary();
}
