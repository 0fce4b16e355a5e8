using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Making.Results;

/// <summary>What enlarges pictures where nobody says: a network where there is one, since it adds detail; else a good resampling.</summary>
internal static class UpscalerChoice
{
    private const string Usual = "lanczos";

    private static readonly string[] Plain = ["none", "nearest", "bicubic", Usual];

    public static string Of(FrontEndChoices choices) =>
        choices.Upscalers.Select(upscaler => upscaler.Name).FirstOrDefault(name => !Plain.Contains(name, StringComparer.Ordinal)) ?? Usual;
}
