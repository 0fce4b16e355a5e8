namespace Atelier.Host.Store.Sqlite;

/// <summary>Times as the database keeps them: ticks of UTC.</summary>
internal static class Times
{
    public static DateTimeOffset Of(long ticks) => new(ticks, TimeSpan.Zero);

    public static DateTimeOffset? Of(long? ticks) => ticks is { } given ? Of(given) : null;
}
