using System.Globalization;
using System.Text.Json;
using Atelier.Diffusion.Imaging.Metadata;
using Atelier.Host.Store;
using Atelier.Jobs;

namespace Atelier.Host.Api.Automatic1111.Making;

/// <summary>The answer's <c>info</c>: AUTOMATIC1111's <c>Processed.js</c>, JSON in a text, with its keys in its order.</summary>
internal static class ProcessedInfo
{
    public static string Of(Job job, TextToImageWish wish, IReadOnlyList<StoredPicture> pictures)
    {
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
                Subseed = pictures.FirstOrDefault()?.Seed ?? request.Seed,
                AllSubseeds = pictures.Select(picture => picture.Seed),
                SubseedStrength = 0,
                request.Width,
                request.Height,
                SamplerName = first?["Sampler"] ?? request.Sampler,
                CfgScale = request.GuidanceSettings?.Scale,
                request.Steps,
                request.BatchSize,
                RestoreFaces = false,
                FaceRestorationModel = (string?)null,
                SdModelName = first?["Model"] ?? request.Model,
                SdModelHash = first?["Model hash"],
                SdVaeName = (string?)null,
                SdVaeHash = (string?)null,
                SeedResizeFromW = -1,
                SeedResizeFromH = -1,
                DenoisingStrength = (double?)null,
                ExtraGenerationParams = Extra(first),
                IndexOfFirstImage = 0,
                Infotexts = pictures.Select(picture => picture.Infotext),
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

    private static Dictionary<string, string> Extra(Infotext? text) =>
        text?["Schedule type"] is { } schedule ? new Dictionary<string, string> { ["Schedule type"] = schedule } : [];
}
