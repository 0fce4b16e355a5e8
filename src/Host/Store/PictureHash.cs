namespace Atelier.Host.Store;

/// <summary>How a kept file is named in requests: <c>sha256:</c> and its hash.</summary>
internal static class PictureHash
{
    private const string Prefix = "sha256:";
    private const int Length = 64;

    /// <summary>The hash that a reference says; null where it is none.</summary>
    public static string? Of(string reference) =>
        reference.Length == Prefix.Length + Length && reference.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
            && reference[Prefix.Length..].ToLowerInvariant() is var hash && hash.All(char.IsAsciiHexDigitLower)
            ? hash
            : null;

    /// <summary>The reference of a file.</summary>
    public static string Reference(string hash) => Prefix + hash;
}
