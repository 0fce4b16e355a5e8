namespace Atelier.Diffusion.Pipeline.Grids;

/// <summary>What people call a request's fields: AUTOMATIC1111's words where it has one, else the name in words.</summary>
internal static class GridWords
{
    private static readonly Dictionary<string, string> Words = new()
    {
        ["guidanceSettings.scale"] = "CFG scale",
        ["guidanceSettings.rescale"] = "CFG rescale",
        ["image.strength"] = "Denoising",
        ["image.imageGuidance"] = "Image CFG scale",
        ["hires.strength"] = "Hires denoising",
        ["hires.scale"] = "Hires upscale",
        ["hires.guidanceScale"] = "Hires CFG scale",
        ["variation.seed"] = "Var. seed",
        ["variation.strength"] = "Var. strength",
        ["refiner.model"] = "Refiner",
        ["refiner.switchAt"] = "Refiner switch at",
        ["samplerOptions.eta"] = "Eta",
        ["samplerOptions.s_churn"] = "Sigma churn",
        ["samplerOptions.s_tmin"] = "Sigma min",
        ["samplerOptions.s_tmax"] = "Sigma max",
        ["samplerOptions.s_noise"] = "Sigma noise",
        ["vae"] = "VAE",
        ["freeU.b1"] = "FreeU b1",
        ["freeU.b2"] = "FreeU b2",
        ["freeU.s1"] = "FreeU s1",
        ["freeU.s2"] = "FreeU s2",
    };

    // What holds a part's own options says nothing beside their names.
    private static readonly string[] Holders = ["samplerOptions", "guidanceOptions", "preprocessorOptions"];

    public static string LabelOf(string field)
    {
        if (Words.TryGetValue(field, out var label))
        {
            return label;
        }

        // The first of a list needs no number beside it.
        var parts = field.Split('.').Where(part => part != "0" && !Holders.Contains(part)).Select(Spaced).ToArray();
        var words = string.Join(' ', parts);
        return words.Length == 0 ? field
            : words.Contains('_', StringComparison.Ordinal) ? words
            : char.ToUpperInvariant(words[0]) + words[1..];
    }

    // clipSkip → clip skip; what has no capitals stays as its part spells it.
    private static string Spaced(string part) => string.Concat(part.Select(letter =>
        char.IsAsciiLetterUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : $"{letter}"));
}
