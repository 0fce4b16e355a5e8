using System.Net;
using Atelier.Diffusion.Imaging;
using Atelier.Generation;
using Atelier.Host.Net;
using Atelier.Host.Security;
using Atelier.Host.Serve;
using Atelier.Host.Texts;

namespace Atelier.Host.Inputs;

/// <summary>
/// Fetches pictures from addresses that callers name, where the server's owner allows it. What the network is protected from:
/// <see cref="GuardedClient"/>.
/// </summary>
internal sealed class PictureFetch(GuardedClient client, ServerOptions server, TimeProvider time)
{
    private const int MostRedirects = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Fetches a picture.</summary>
    /// <param name="field">The request's field, for errors.</param>
    /// <param name="address">As the request says it.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="RequestException">It may not be fetched, cannot be, or is no picture.</exception>
    public async Task<byte[]> ReadAsync(string field, string address, CancellationToken cancellation)
    {
        if (!server.FetchPictures)
        {
            throw new RequestException(
                field, "is an address; pictures are not fetched from elsewhere unless server.fetchPictures is set: send it in base64");
        }

        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri))
        {
            throw new RequestException(field, $"{OneLine.Quoted(address)} is no address");
        }

        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
        try
        {
            using var response =
                await client.SendAsync(uri, to => new HttpRequestMessage(HttpMethod.Get, to), MostRedirects, null, either.Token);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                throw new RequestException(field, $"{uri.Host} answered {(int)response.StatusCode}");
            }

            var file = await ReadAsync(field, response, either.Token);
            return PictureHeader.IsPicture(file)
                ? file
                : throw new RequestException(field, $"{uri.Host} gave no PNG, JPEG or WebP picture");
        }
        catch (Exception exception) when (exception is AddressRefusedException or HttpRequestException or IOException)
        {
            throw new RequestException(field, $"cannot be fetched: {OneLine.Of(exception.Message)}");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new RequestException(field, $"{uri.Host} took longer than {Patience.TotalSeconds} s");
        }
    }

    private static async Task<byte[]> ReadAsync(string field, HttpResponseMessage response, CancellationToken cancellation)
    {
        await using var body = await response.Content.ReadAsStreamAsync(cancellation);
        using var file = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (await body.ReadAsync(buffer, cancellation) is > 0 and var count)
        {
            file.Write(buffer.AsSpan(0, count));
            if (file.Length > BodyLimit.Upload)
            {
                throw new RequestException(field, $"is larger than {ByteCount.Of(BodyLimit.Upload)}");
            }
        }

        return file.ToArray();
    }
}
