using System.Globalization;

namespace Atelier.Host.Api.Native.OpenApi;

/// <summary>
/// Names of operations, which programs make functions of: <c>POST jobs/{id}/cancel</c> is <c>postJobCancel</c>. Where a parameter follows
/// no plural, it is part of the name: <c>DELETE published/{name}</c> is <c>deletePublishedName</c>.
/// </summary>
internal static class OperationNames
{
    private const string Root = "api/v1/";

    public static string Of(string method, string path)
    {
        var parts = path[Root.Length..].Split('/', StringSplitOptions.RemoveEmptyEntries);
        var words = parts.Select((part, i) => part[0] == '{' ? (i > 0 && IsPlural(parts[i - 1]) ? "" : part.Trim('{', '}', '*'))
            : i + 1 < parts.Length && parts[i + 1][0] == '{' ? Singular(part) : part);
        return method.ToLowerInvariant() + string.Concat(words.Select(word => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(word)));
    }

    private static bool IsPlural(string word) => word.EndsWith('s');

    private static string Singular(string word) => IsPlural(word) ? word[..^1] : word;
}
