using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Atelier.Host.Configuration;

namespace Atelier.Host.Automation.Publishing.S3;

/// <summary>
/// AWS Signature Version 4, as S3 takes it: the path is encoded once, and the hash of the payload is a header.
/// https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
/// </summary>
internal sealed record SignatureV4(string AccessKey, Secret SecretKey, string Region)
{
    private const string Algorithm = "AWS4-HMAC-SHA256";
    private const string Service = "s3";

    /// <summary>Signs a request.</summary>
    /// <param name="path">With its first slash, not encoded.</param>
    /// <param name="query">Not encoded.</param>
    /// <param name="headers">All that are signed, <c>host</c> among them, in any order and case.</param>
    /// <param name="payloadHash">SHA-256 of the body, in lower-case hexadecimal.</param>
    /// <returns>The value of <c>Authorization</c>.</returns>
    public string Authorization(
        string method, string path, IEnumerable<(string Name, string Value)> query, IEnumerable<(string Name, string Value)> headers,
        string payloadHash,
        DateTimeOffset at)
    {
        var signed = headers.Select(header => (Name: header.Name.ToLowerInvariant(), Value: Trimmed(header.Value)))
            .OrderBy(header => header.Name, StringComparer.Ordinal).ToList();
        var names = string.Join(';', signed.Select(header => header.Name));
        var canonical = string.Join('\n',
            [method, Encoded(path, keep: '/'), Canonical(query), .. signed.Select(header => $"{header.Name}:{header.Value}"), "", names,
                payloadHash]);
        var scope = $"{Day(at)}/{Region}/{Service}/aws4_request";
        var toSign = $"{Algorithm}\n{Stamp(at)}\n{scope}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        return $"{Algorithm} Credential={AccessKey}/{scope},SignedHeaders={names},Signature={Hex(Hmac(Key(at), toSign))}";
    }

    /// <summary>A time as <c>x-amz-date</c> has it.</summary>
    public static string Stamp(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Everything but letters, digits and <c>-._~</c> as UTF-8 bytes with percent signs.</summary>
    public static string Encoded(string text, char? keep = null)
    {
        var encoded = new StringBuilder(text.Length);
        foreach (var value in Encoding.UTF8.GetBytes(text))
        {
            _ = char.IsAsciiLetterOrDigit((char)value) || value is (byte)'-' or (byte)'.' or (byte)'_' or (byte)'~' || value == keep
                ? encoded.Append((char)value)
                : encoded.Append(CultureInfo.InvariantCulture, $"%{value:X2}");
        }

        return encoded.ToString();
    }

    private static string Canonical(IEnumerable<(string Name, string Value)> query) => string.Join('&', query
        .Select(pair => (Name: Encoded(pair.Name), Value: Encoded(pair.Value)))
        .OrderBy(pair => pair.Name, StringComparer.Ordinal).ThenBy(pair => pair.Value, StringComparer.Ordinal)
        .Select(pair => $"{pair.Name}={pair.Value}"));

    private static string Trimmed(string value) => string.Join(' ', value.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private byte[] Key(DateTimeOffset at)
    {
        var key = Encoding.UTF8.GetBytes("AWS4" + SecretKey.Reveal());
        return ((string[])[Day(at), Region, Service, "aws4_request"]).Aggregate(key, Hmac);
    }

    private static string Day(DateTimeOffset at) => Stamp(at)[..8];

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
