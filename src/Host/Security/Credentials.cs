using System.Net.Http.Headers;
using System.Text;
using Atelier.Host.Security.Keys;
using Atelier.Host.Security.Sessions;

namespace Atelier.Host.Security;

/// <summary>What a request proves itself with: a key, or the cookie of a session.</summary>
/// <param name="Secret">The key, or the session's token.</param>
/// <param name="IsSession">Which of both.</param>
internal sealed record Credentials(string Secret, bool IsSession)
{
    // Basic is Base64 of name and key.
    private const int LongestHeader = ApiKey.Longest * 3;

    /// <summary>
    /// As <c>Authorization: Bearer KEY</c>, as the password of HTTP Basic, which AUTOMATIC1111's clients send, or as the cookie; null where
    /// there is none.
    /// </summary>
    public static Credentials? Of(HttpRequest request)
    {
        if (request.Headers.Authorization is [{ Length: > 0 and <= LongestHeader } text]
            && AuthenticationHeaderValue.TryParse(text, out var header) && header.Parameter is { } parameter)
        {
            return header.Scheme.ToUpperInvariant() switch
            {
                "BEARER" => new Credentials(parameter, IsSession: false),
                "BASIC" => new Credentials(PasswordOf(parameter), IsSession: false),
                _ => new Credentials("", IsSession: false),
            };
        }

        return request.Headers.Authorization.Count > 0 ? new Credentials("", IsSession: false)
            : SessionCookie.Of(request) is { Length: > 0 } token ? new Credentials(token, IsSession: true)
            : null;
    }

    private static string PasswordOf(string parameter)
    {
        var bytes = new byte[parameter.Length];
        return Convert.TryFromBase64String(parameter, bytes, out var length) && Encoding.UTF8.GetString(bytes, 0, length) is var text
            ? text[(text.IndexOf(':') + 1)..]
            : "";
    }
}
