using Atelier.DiscordBot.Commands.Read;
using Atelier.DiscordBot.Interactions;
using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Commands.Imagine;

/// <summary>
/// What of a control picture can be followed: each preprocessor that there is a ControlNet for, and each ControlNet for a map as it is.
/// </summary>
internal static class ControlKinds
{
    private const string None = "none";

    public static IReadOnlyList<ControlKind> Of(FrontEndChoices choices, string? family)
    {
        var kinds = choices.Preprocessors.Where(preprocessor => preprocessor.Name != None)
            .Select(preprocessor => ModelFor(preprocessor, choices, family) is { } model
                ? new ControlKind(preprocessor.Name, preprocessor.Label, preprocessor.Name, model)
                : null)
            .OfType<ControlKind>();
        return [.. kinds,
            .. choices.ControlModels.Select(model => new ControlKind(model, $"{model} (the picture is the map)", None, model))];
    }

    /// <summary>The one that is meant; without a name the outlines, or whatever there is.</summary>
    /// <exception cref="Refusal">There is none.</exception>
    public static ControlKind Find(FrontEndChoices choices, string? family, string? typed)
    {
        var kinds = Of(choices, family);
        return kinds.Count == 0 ? throw new Refusal("`control-image` cannot be used: there is no ControlNet on the server.")
            : typed is not null ? Names.Find(kinds, typed, "control", kind => kind.Name, kind => kind.Label)
            : kinds.FirstOrDefault(kind => kind.Name == "canny") ?? kinds[0];
    }

    // A ControlNet is known by its file's name alone, which says its kind and often its family.
    private static string? ModelFor(PreprocessorChoice preprocessor, FrontEndChoices choices, string? family)
    {
        var kind = Bare(preprocessor.ControlType);
        var fitting = choices.ControlModels.Where(model => kind.Length > 0 && Bare(model).Contains(kind, StringComparison.Ordinal))
            .ToList();
        var isLarge = family?.Contains("xl", StringComparison.OrdinalIgnoreCase) ?? false;
        return fitting.OrderBy(model => model.Contains("xl", StringComparison.OrdinalIgnoreCase) != isLarge).FirstOrDefault();
    }

    private static string Bare(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}

/// <param name="Name">As <c>/imagine</c> takes it.</param>
/// <param name="Preprocessor">What makes the map.</param>
/// <param name="Model">The ControlNet.</param>
internal sealed record ControlKind(string Name, string Label, string Preprocessor, string Model);
