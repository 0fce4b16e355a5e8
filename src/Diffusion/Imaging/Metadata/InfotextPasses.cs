using Atelier.Diffusion.Pipeline.Prompts;
using Atelier.Generation;
using static Atelier.Diffusion.Imaging.Metadata.InfotextWords;

namespace Atelier.Diffusion.Imaging.Metadata;

/// <summary>AUTOMATIC1111's words for neighbours of a seed, second passes, refiners and grids.</summary>
internal static class InfotextPasses
{
    private const string XyzPlot = "X/Y/Z plot";

    /// <summary>The fields between RNG and what samplers are tuned with.</summary>
    /// <param name="recipe">What decided the picture.</param>
    /// <param name="upscalerLabel">What people call the upscaler.</param>
    public static IEnumerable<(string Key, string? Value)> Write(Recipe recipe, string? upscalerLabel) =>
    [
        ("Variation seed", recipe.Variation is { Strength: > 0, Seed: { } seed } ? Text(seed) : null),
        ("Variation seed strength", recipe.Variation is { Strength: > 0 } variation ? Text(variation.Strength) : null),
        ("Seed resize from", recipe.Variation is { } resized && (resized.FromWidth ?? resized.FromHeight) is not null
            ? $"{resized.FromWidth ?? recipe.Width}x{resized.FromHeight ?? recipe.Height}" : null),

        // No word of its own: AUTOMATIC1111 shows what it does not know.
        ("Blend prompt", recipe.Blend?.Prompt),
        ("Blend weight", recipe.Blend is { } blend ? Text(blend.Weight) : null),
        ("Tiling", recipe.Tiling is null ? null : recipe.Tiling == "both" ? "True" : recipe.Tiling),
        .. recipe.Hires is { } hires ? Second(recipe, hires, upscalerLabel) : [],
        ("Refiner", recipe.Refiner?.Model),
        ("Refiner switch at", recipe.Refiner is { } refiner ? Text(refiner.SwitchAt) : null),
        .. recipe.Grid is { } grid ? Axes(grid) : [],
    ];

    /// <summary>The request with what the text says of these.</summary>
    public static GenerationRequest Read(Infotext infotext, GenerationRequest request)
    {
        var from = infotext["Seed resize from"] is { } text ? PictureSize.TryParse(text) : null;
        var strength = OptionalNumber<double>("variation.strength", infotext["Variation seed strength"]);
        return request with
        {
            Variation = strength is null && from is null ? null : new Variation
            {
                Seed = OptionalNumber<ulong>("variation.seed", infotext["Variation seed"]),
                Strength = strength ?? 0,
                FromWidth = OptionalNumber<int>("variation.fromWidth", from?.Width),
                FromHeight = OptionalNumber<int>("variation.fromHeight", from?.Height),
            },
            Blend = infotext["Blend prompt"] is { } second
                ? new PromptBlend
                {
                    Prompt = PromptExpander.Literal(second),
                    Weight = Number<double>("blend.weight", infotext["Blend weight"] ?? "0.5"),
                }
                : null,
            Tiling = infotext["Tiling"] switch { "True" => "both", "x" => "x", "y" => "y", _ => "none" },
            Hires = infotext["Hires upscaler"] is { } upscaler ? Second(infotext, upscaler) : null,
            Refiner = infotext["Refiner"] is { } refiner ? new RefinerStage
            {
                Model = refiner,
                SwitchAt = Number<double>("refiner.switchAt", infotext["Refiner switch at"] ?? "0.8"),
            }
            : null,
        };
    }

    private static IEnumerable<(string Key, string? Value)> Second(Recipe recipe, HiresFix hires, string? upscalerLabel) =>
    [
        ("Denoising strength", Text(hires.Strength)),
        ("Hires upscale", hires is { Width: null, Height: null } ? Text(hires.Scale) : null),
        ("Hires resize", hires is { Width: null, Height: null } ? null : $"{hires.Width ?? 0}x{hires.Height ?? 0}"),
        ("Hires steps", hires.Steps is { } steps ? Text(steps) : null),
        ("Hires upscaler", upscalerLabel ?? hires.Upscaler),
        ("Hires sampler", hires.Sampler == recipe.Sampler ? null : hires.Sampler),
        ("Hires schedule type", hires.Schedule == recipe.Schedule ? null : hires.Schedule),
        ("Hires prompt", hires.Prompt),
        ("Hires negative prompt", hires.NegativePrompt),
        ("Hires CFG Scale", hires.GuidanceScale is { } scale ? Text(scale) : null),
    ];

    private static HiresFix Second(Infotext infotext, string upscaler)
    {
        var size = infotext["Hires resize"] is { } text ? PictureSize.TryParse(text) : null;
        var common = new HiresFix();
        return new HiresFix
        {
            Scale = OptionalNumber<double>("hires.scale", infotext["Hires upscale"]) ?? common.Scale,
            Width = OptionalNumber<int>("hires.width", size?.Width) is > 0 and var width ? width : null,
            Height = OptionalNumber<int>("hires.height", size?.Height) is > 0 and var height ? height : null,
            Upscaler = upscaler,
            Strength = OptionalNumber<double>("hires.strength", infotext["Denoising strength"]) ?? common.Strength,
            Steps = OptionalNumber<int>("hires.steps", infotext["Hires steps"]) is > 0 and var steps ? steps : null,
            Sampler = infotext["Hires sampler"] is "Use same sampler" ? null : infotext["Hires sampler"],
            Schedule = infotext["Hires schedule type"] is "Use same scheduler" or "Automatic" ? null : infotext["Hires schedule type"],
            Prompt = infotext["Hires prompt"] is { } prompt ? PromptExpander.Literal(prompt) : null,
            NegativePrompt = infotext["Hires negative prompt"] is { } negative ? PromptExpander.Literal(negative) : null,
            GuidanceScale = OptionalNumber<double>("hires.guidanceScale", infotext["Hires CFG Scale"]),
        };
    }

    private static IEnumerable<(string Key, string? Value)> Axes(GridPlan grid)
    {
        yield return ("Script", XyzPlot);
        foreach (var (name, axis) in (IEnumerable<(string, GridAxis?)>)[("X", grid.X), ("Y", grid.Y), ("Z", grid.Z)])
        {
            yield return ($"{name} Type", axis?.Field);
            yield return ($"{name} Values", axis is null ? null : string.Join(", ", axis.Values));
        }
    }
}
