namespace Atelier.Host.Store.Sqlite;

/// <summary>Words of a prompt, found anywhere in it without regard to case.</summary>
internal static class Search
{
    private const int MostWords = 16;

    /// <summary>A text as it is searched in.</summary>
    public static string Fold(string text) => text.ToLowerInvariant();

    /// <summary>A pattern for <c>LIKE … ESCAPE '\'</c> for each word of a query.</summary>
    public static IReadOnlyList<string> Patterns(string? text) =>
    [
        .. Fold(text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(MostWords)
            .Select(word => $"%{word.Replace(@"\", @"\\").Replace("%", @"\%").Replace("_", @"\_")}%"),
    ];
}
