using System.Text;
using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Client.Signatures;

/// <summary>Finds out whether a request over HTTP is from Discord, which signs each: Ed25519 over its timestamp and body.</summary>
internal sealed class RequestSignature
{
    private const int KeyBytes = 32;
    private const int SignatureBytes = 64;
    private const int MostTimestamp = 32;

    private readonly Libcrypto _libcrypto;
    private readonly byte[] _key;

    /// <param name="key">The application's public key in hex.</param>
    /// <param name="libraries">Where to look for OpenSSL; null takes the usual names.</param>
    /// <exception cref="FrontEndException">It is none, or OpenSSL is missing.</exception>
    public RequestSignature(string key, IReadOnlyList<string>? libraries = null)
    {
        _key = Bytes(key, KeyBytes)
            ?? throw new FrontEndException(
                "Discord named a public key that is not 64 hexadecimal digits: delivery over HTTP is not possible");
        _libcrypto = Libcrypto.Find(libraries) ?? throw new FrontEndException(
            "delivery 'http' checks Discord's signatures with OpenSSL's libcrypto, 1.1.1 or newer, which this machine lacks: "
            + "install it (libssl3), or set delivery to 'gateway'");
    }

    public bool IsDiscords(FrontEndCall call)
    {
        if (!call.Headers.TryGetValue("X-Signature-Timestamp", out var timestamp) || timestamp.Length > MostTimestamp
            || !call.Headers.TryGetValue("X-Signature-Ed25519", out var hex) || Bytes(hex, SignatureBytes) is not { } signature)
        {
            return false;
        }

        return _libcrypto.Verify(_key, signature, [.. Encoding.UTF8.GetBytes(timestamp), .. call.Body]);
    }

    private static byte[]? Bytes(string hex, int length) =>
        hex.Length == 2 * length && hex.All(char.IsAsciiHexDigit) ? Convert.FromHexString(hex) : null;
}
