using Atelier.Host.Downloads;
using Atelier.Host.Texts;

namespace Atelier.Host.Configuration;

/// <summary>
/// Secrets that documents name and do not hold: <c>env:NAME</c> is a variable of the server's environment. Its own keys and tokens are not
/// for those who write such documents.
/// </summary>
/// <param name="variable">Reads a variable.</param>
internal sealed class SecretReference(Func<string, string?> variable)
{
    private const string Prefix = "env:";
    private const string Own = "ATELIER_";

    /// <summary>Why a text cannot refer to a secret; null where it can. Whether the variable is set shows when it is used.</summary>
    public static string? Problem(string text)
    {
        if (!text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            // Not quoted: it may be the secret itself.
            return "must be env:NAME, where NAME is a variable of the server's environment that holds it";
        }

        var name = text[Prefix.Length..];
        return name.Length == 0 || name.Any(letter => letter is <= ' ' or '=' or >= '\u007f') ? "must name a variable: env:NAME"
            : name.StartsWith(Own, StringComparison.OrdinalIgnoreCase)
                || HubOptions.TokenVariables.Contains(name, StringComparer.OrdinalIgnoreCase)
                ? $"{OneLine.Quoted(name)} is the server's own; name another variable"
            : null;
    }

    /// <summary>The secret; null where the text is none that may be used, or the variable is not set.</summary>
    public Secret? Find(string text) =>
        Problem(text) is null && variable(text[Prefix.Length..])?.Trim() is { Length: > 0 } value ? new Secret(value) : null;
}
