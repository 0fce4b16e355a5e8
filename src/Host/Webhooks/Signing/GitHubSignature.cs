using System.Security.Cryptography;
using System.Text;

namespace Atelier.Host.Webhooks.Signing;

/// <summary>GitHub's signature: <c>sha256=</c> and the hexadecimal HMAC-SHA256 of the body.</summary>
internal static class GitHubSignature
{
    public const string SignatureHeader = "X-Hub-Signature-256";
    public const string DeliveryHeader = "X-GitHub-Delivery";
    public const string EventHeader = "X-GitHub-Event";

    private const string Start = "sha256=";

    public static string Sign(string secret, ReadOnlySpan<byte> body) =>
        Start + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));

    /// <summary>Whether a body was signed with one of the secrets.</summary>
    /// <param name="header">What came as <see cref="SignatureHeader"/>.</param>
    public static bool IsSigned(IEnumerable<string> secrets, ReadOnlySpan<byte> body, string header)
    {
        var isSigned = false;
        var given = Encoding.UTF8.GetBytes(header);
        foreach (var secret in secrets)
        {
            isSigned |= CryptographicOperations.FixedTimeEquals(given, Encoding.UTF8.GetBytes(Sign(secret, body)));
        }

        return isSigned;
    }
}
