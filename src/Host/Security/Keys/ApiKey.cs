using System.Security.Cryptography;
using System.Text;

namespace Atelier.Host.Security.Keys;

/// <summary>The text that a caller proves itself with: <c>atl_</c> and 64 hexadecimal digits, 256 random bits.</summary>
internal static class ApiKey
{
    /// <summary>A key that somebody chose has at least so many characters.</summary>
    public const int Shortest = 32;

    /// <summary>Nothing longer is looked at.</summary>
    public const int Longest = 200;

    private const string Start = "atl_";
    private const int RandomBytes = 32;
    private const int ShownCharacters = 8;

    public static string New() => Start + RandomNumberGenerator.GetHexString(RandomBytes * 2, lowercase: true);

    /// <summary>SHA-256 in lower-case hexadecimal: so much randomness needs no slow hash.</summary>
    public static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    /// <summary>What lists show, to tell keys apart.</summary>
    public static string PrefixOf(string key) => key[..ShownCharacters];

    /// <summary>Whether a text can be a key at all.</summary>
    public static bool IsPossible(string text) =>
        text.Length is >= Shortest and <= Longest && text.All(letter => letter is > ' ' and <= '~');
}
