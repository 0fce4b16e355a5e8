using System.Globalization;

namespace Atelier.Host.Automation.Publishing;

/// <summary>What caches are told.</summary>
internal static class Caching
{
    /// <summary>Of what lies under a version, which never changes.</summary>
    public const string Immutable = "public, max-age=31536000, immutable";

    // A day: who comes back the next morning sees yesterday's picture for a moment, and not none.
    private const int StaleSeconds = 86_400;

    /// <summary>Of what the next publication replaces.</summary>
    public static string Changing(TimeSpan maxAge) =>
        string.Create(CultureInfo.InvariantCulture, $"public, max-age={(long)maxAge.TotalSeconds}, stale-while-revalidate={StaleSeconds}");
}
