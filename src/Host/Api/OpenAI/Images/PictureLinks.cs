using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Atelier.Host.Api.OpenAI.Images;

/// <summary>Links to pictures that need no key and end after an hour, as OpenAI's do.</summary>
internal sealed class PictureLinks(LinkSecret secret, TimeProvider time)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(60);

    /// <summary>A link to a picture, at the address by which the caller came.</summary>
    /// <param name="request">The caller's request.</param>
    /// <param name="id">The picture's id.</param>
    /// <param name="format"><c>png</c>, <c>jpeg</c> or <c>webp</c>.</param>
    public string Create(HttpRequest request, string id, string format)
    {
        var expires = (time.GetUtcNow() + Life).ToUnixTimeSeconds();
        var signature = Convert.ToHexStringLower(Sign(id, format, expires));
        return string.Create(CultureInfo.InvariantCulture,
            $"{request.Scheme}://{request.Host}/v1/images/files/{id}.{format}?expires={expires}&signature={signature}");
    }

    /// <summary>How long a link still holds; null where it does not, or nobody here made it.</summary>
    public TimeSpan? Left(string id, string format, long expires, string signature)
    {
        // Comparing takes as long for a wrong signature as for the right one.
        var given = Encoding.ASCII.GetBytes(signature);
        var right = Encoding.ASCII.GetBytes(Convert.ToHexStringLower(Sign(id, format, expires)));
        var left = TimeSpan.FromSeconds(Math.Clamp(expires - time.GetUtcNow().ToUnixTimeSeconds(), 0, (long)Life.TotalSeconds));
        return CryptographicOperations.FixedTimeEquals(given, right) && left > TimeSpan.Zero ? left : null;
    }

    private byte[] Sign(string id, string format, long expires) =>
        HMACSHA256.HashData(
            secret.Value, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"picture\n{id}\n{format}\n{expires}")));
}
