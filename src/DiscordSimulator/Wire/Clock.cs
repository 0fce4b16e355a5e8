using System.Globalization;

namespace Atelier.DiscordSimulator.Wire;

internal static class Clock
{
    /// <summary>A moment as Discord writes it.</summary>
    public static string Text(DateTimeOffset moment) =>
        moment.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'+00:00'", CultureInfo.InvariantCulture);
}
