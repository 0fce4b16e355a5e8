namespace Atelier.Host.Store;

/// <summary>Ids as they come in from outside.</summary>
internal static class Ids
{
    private const int Length = 26;

    /// <summary>Whether a text looks like a ULID. Anything else is not even looked up.</summary>
    public static bool AreLike(string text) =>
        text.Length == Length && text.All(letter => char.IsAsciiDigit(letter) || char.IsAsciiLetterUpper(letter));
}
