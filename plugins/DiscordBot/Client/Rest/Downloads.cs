using System.Buffers;
using Atelier.DiscordBot.Client.Model;

namespace Atelier.DiscordBot.Client.Rest;

/// <summary>Fetches attachments, and only from where Discord keeps them: an address comes from outside.</summary>
/// <param name="client">Without the bot's token, and without redirects.</param>
/// <param name="api">The API's address: where it is this machine's, as in trials, its host may have attachments too.</param>
internal sealed class Downloads(HttpClient client, Uri api, TimeProvider time)
{
    private const int Piece = 81920;

    private static readonly string[] Hosts = ["cdn.discordapp.com", "media.discordapp.net"];
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <exception cref="DiscordException">It is too large, gone, or elsewhere.</exception>
    public async Task<byte[]> ReadAsync(Attachment attachment, long mostBytes, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(attachment.Url, UriKind.Absolute, out var address) || !IsDiscords(address))
        {
            throw new DiscordException(0, 0, "the attachment is not on one of Discord's servers");
        }

        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            using var response = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, either.Token);
            if (!response.IsSuccessStatusCode)
            {
                throw new DiscordException(
                    (int)response.StatusCode, 0, $"the attachment cannot be fetched ({(int)response.StatusCode}): it may be gone");
            }

            if (Math.Max(attachment.Size, response.Content.Headers.ContentLength ?? 0) > mostBytes)
            {
                throw TooLarge(mostBytes);
            }

            await using var stream = await response.Content.ReadAsStreamAsync(either.Token);
            return await ReadAsync(stream, mostBytes, either.Token);
        }
        catch (Exception exception)
            when (exception is HttpRequestException or IOException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            throw new DiscordException(0, 0, "the attachment cannot be fetched: Discord does not answer");
        }
    }

    private bool IsDiscords(Uri address) =>
        (address.Scheme == Uri.UriSchemeHttps && address.IsDefaultPort && Hosts.Contains(address.Host, StringComparer.OrdinalIgnoreCase))
        || (api.IsLoopback && address.Scheme == api.Scheme && address.Authority == api.Authority);

    private static async Task<byte[]> ReadAsync(Stream stream, long mostBytes, CancellationToken cancellation)
    {
        // The length that was announced need not be true.
        using var file = new MemoryStream();
        var piece = ArrayPool<byte>.Shared.Rent(Piece);
        try
        {
            while (await stream.ReadAsync(piece, cancellation) is var count and > 0)
            {
                if (file.Length + count > mostBytes)
                {
                    throw TooLarge(mostBytes);
                }

                file.Write(piece, 0, count);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }

        return file.ToArray();
    }

    private static DiscordException TooLarge(long mostBytes) => new(413, 0, $"the attachment is larger than {mostBytes / 1024 / 1024} MB");
}
