namespace Atelier.Host.Automation.Recipes.Templates;

/// <summary>Meteorological seasons: whole months, spring from March in the north.</summary>
internal static class Season
{
    private static readonly string[] North = ["winter", "spring", "summer", "autumn"];

    public static string Of(DateTimeOffset day, string hemisphere)
    {
        const int half = 2;
        var season = day.Month % 12 / 3;
        return North[hemisphere == "south" ? (season + half) % North.Length : season];
    }
}
