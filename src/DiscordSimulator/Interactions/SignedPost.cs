using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace Atelier.DiscordSimulator.Interactions;

/// <summary>Sends what is signed with the application's key.</summary>
internal sealed class SignedPost(DiscordState state) : IDisposable
{
    private readonly HttpClient _client = new();

    /// <param name="signature">Another than the right one.</param>
    public async Task<HttpResponseMessage> SendAsync(Uri address, byte[] body, string? signature = null)
    {
        var timestamp = state.Time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TryAddWithoutValidation(
            "X-Signature-Ed25519", signature ?? state.Application.Key.Sign([.. Encoding.ASCII.GetBytes(timestamp), .. body]));
        request.Headers.TryAddWithoutValidation("X-Signature-Timestamp", timestamp);
        request.Headers.TryAddWithoutValidation("User-Agent", "Discord-Interactions/1.0 (+https://discord.com)");
        return await _client.SendAsync(request);
    }

    public void Dispose() => _client.Dispose();
}
