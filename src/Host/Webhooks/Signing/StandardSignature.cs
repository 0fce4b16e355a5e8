using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Atelier.Host.Webhooks.Signing;

/// <summary>The signature of Standard Webhooks 1.0: HMAC-SHA256 over <c>id.timestamp.body</c>.</summary>
internal static class StandardSignature
{
    public const string IdHeader = "webhook-id";
    public const string TimestampHeader = "webhook-timestamp";
    public const string SignatureHeader = "webhook-signature";

    private const string Version = "v1,";

    /// <summary>One entry of <see cref="SignatureHeader"/>; entries are separated by spaces.</summary>
    /// <param name="key">The bytes of a secret.</param>
    /// <param name="id">The message's id, the same over its attempts.</param>
    /// <param name="timestamp">When this attempt is made.</param>
    /// <param name="body">As it is sent.</param>
    public static string Sign(byte[] key, string id, DateTimeOffset timestamp, ReadOnlySpan<byte> body) =>
        Version + Convert.ToBase64String(Hash(key, id, timestamp.ToUnixTimeSeconds(), body));

    /// <summary>Whether one of the signatures of a message was made with one of the keys.</summary>
    /// <param name="header">What came as <see cref="SignatureHeader"/>. Entries of other versions are passed over.</param>
    public static bool IsSigned(IEnumerable<byte[]> keys, string id, long timestamp, ReadOnlySpan<byte> body, string header)
    {
        var isSigned = false;
        foreach (var key in keys)
        {
            var expected = Hash(key, id, timestamp, body);
            foreach (var entry in header.Split(' ').Where(entry => entry.StartsWith(Version, StringComparison.Ordinal)))
            {
                var given = new byte[expected.Length + 3];
                isSigned |= Convert.TryFromBase64String(entry[Version.Length..], given, out var count)
                    && CryptographicOperations.FixedTimeEquals(given.AsSpan(0, count), expected);
            }
        }

        return isSigned;
    }

    private static byte[] Hash(byte[] key, string id, long timestamp, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}.")));
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }
}
