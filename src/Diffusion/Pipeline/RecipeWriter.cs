using Atelier.Diffusion.Imaging;
using Atelier.Diffusion.Imaging.Metadata;
using Atelier.Generation;

namespace Atelier.Diffusion.Pipeline;

/// <summary>Writes down what decided a picture.</summary>
internal static class RecipeWriter
{
    /// <summary>The recipe of one picture.</summary>
    public static Recipe Write(ResolvedRequest request, RecipeModel model, PicturePrompt prompt, int index, RecipeSoftware software, ResolvedRequest? second = null) => new()
    {
        Prompt = prompt.Prompt,
        PromptTemplate = request.Request.Prompt == prompt.Prompt ? null : request.Request.Prompt,
        NegativePrompt = prompt.Negative,
        NegativePromptTemplate = request.Request.NegativePrompt == prompt.Negative ? null : request.Request.NegativePrompt,
        Seed = prompt.Seed,
        Index = index,
        Noise = request.Noise.Name,
        Model = model,
        Sampler = request.Sampler.Name,
        SamplerOptions = request.SamplerOptions.All(request.Sampler.Options),
        Schedule = request.Schedule.Name,
        Steps = request.Steps,
        Guidance = request.Guidance.Name,
        GuidanceSettings = request.GuidanceSettings,
        GuidanceOptions = request.GuidanceOptions.All(request.Guidance.Options),
        FreeU = request.Request.FreeU,
        StyleSeed = request.SharesStyle ? request.SeedOf(index / request.Request.BatchSize * request.Request.BatchSize) : null,
        Width = request.Width,
        Height = request.Height,
        ClipSkip = request.ClipSkip,
        Emphasis = request.Request.Emphasis,
        Image = request.Request.Image,
        Hires = second is null
            ? null
            : request.Request.Hires! with { Steps = second.Steps, Sampler = second.Sampler.Name, Schedule = second.Schedule.Name },
        Variation = request.Request.Variation is { } variation ? variation with { Seed = prompt.VariationSeed } : null,
        Blend = prompt.Blend is { } blend ? new PromptBlend { Prompt = blend.Text, Weight = blend.Weight } : null,
        Tiling = request.Request.Tiling == "none" ? null : request.Request.Tiling,
        Refiner = request.Request.Refiner,
        Software = software,
    };

    /// <summary>What the picture's file carries.</summary>
    public static PictureMetadata Metadata(Recipe recipe, ResolvedRequest request, string? upscalerLabel = null) =>
        PictureMetadata.Create(recipe.ToInfotext(request.Sampler.Label, request.Schedule.Label, upscalerLabel), recipe);
}
