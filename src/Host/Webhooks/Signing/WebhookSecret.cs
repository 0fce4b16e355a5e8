using System.Security.Cryptography;

namespace Atelier.Host.Webhooks.Signing;

/// <summary>A secret of Standard Webhooks 1.0: <c>whsec_</c> and the base64 of 24 to 64 bytes.</summary>
internal static class WebhookSecret
{
    /// <summary>What it must be, for messages.</summary>
    public const string Expected = "must be whsec_ and the base64 of 24 to 64 random bytes";

    private const string Start = "whsec_";
    private const int Fewest = 24;
    private const int Most = 64;
    private const int Usual = 32;

    /// <summary>A new one.</summary>
    public static string New() => Start + Convert.ToBase64String(RandomNumberGenerator.GetBytes(Usual));

    /// <summary>The key that it stands for; null where the text is none.</summary>
    public static byte[]? KeyOf(string text)
    {
        if (!text.StartsWith(Start, StringComparison.Ordinal))
        {
            return null;
        }

        var key = new byte[Most + 3];
        return Convert.TryFromBase64String(text[Start.Length..], key, out var count) && count is >= Fewest and <= Most
            ? key[..count]
            : null;
    }
}
