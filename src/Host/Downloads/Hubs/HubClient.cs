using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Atelier.Host.Net;

namespace Atelier.Host.Downloads;

/// <summary>Asks hubs. A hub's token goes to the hub's own address only, and only where the request began there.</summary>
internal sealed class HubClient(GuardedClient client, HubOptions options, TimeProvider time)
{
    private const int MaxRedirects = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public HubOptions Options => options;

    /// <summary>Asks for a file; returns when the headers are there.</summary>
    /// <exception cref="DownloadException">The address must not be called.</exception>
    /// <exception cref="HttpRequestException">It did not answer.</exception>
    public async Task<HttpResponseMessage> GetAsync(Uri uri, Action<HttpRequestHeaders>? headers, CancellationToken cancellation)
    {
        var token = options.TokenFor(uri);
        string? linked = null;
        try
        {
            var response = await client.SendAsync(uri, Build, MaxRedirects, redirect => linked ??= LinkedHash.Tag(redirect), cancellation);
            LinkedHash.Attach(response, linked);
            return response;
        }
        catch (AddressRefusedException refused)
        {
            throw new DownloadException(DownloadFault.BadRequest, refused.Message, "source", refused);
        }

        HttpRequestMessage Build(Uri hop)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, hop);
            request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Atelier", typeof(HubClient).Assembly.GetName().Version!.ToString(3)));
            if (token is not null && HubOptions.SameOrigin(hop, uri))
            {
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Reveal());
            }

            headers?.Invoke(request.Headers);
            return request;
        }
    }

    /// <summary>Asks a question whose answer is short.</summary>
    /// <typeparam name="T">What the answer is turned into.</typeparam>
    /// <exception cref="DownloadException">There is no answer.</exception>
    public async Task<T> AskAsync<T>(Uri uri, Func<HttpResponseMessage, CancellationToken, Task<T>> read, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(Patience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            using var response = await GetAsync(uri, null, both.Token);
            return response.IsSuccessStatusCode ? await read(response, both.Token) : throw HubRefusals.Of(response, uri, options);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new DownloadException(DownloadFault.HubFailed, $"{uri.Host} did not answer within {Patience.TotalSeconds} seconds");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw new DownloadException(DownloadFault.HubFailed, $"{uri.Host} cannot be reached: {exception.Message}", null, exception);
        }
    }

    /// <summary>Asks for a JSON object.</summary>
    /// <exception cref="DownloadException">There is none.</exception>
    public Task<JsonElement> JsonAsync(Uri uri, CancellationToken cancellation) => AskAsync(
        uri,
        async (response, both) =>
        {
            var bytes = await ReadAsync(response, 16 << 20, both)
                ?? throw new DownloadException(
                    DownloadFault.HubFailed, $"{uri.Host} answers with more than 16 MB; a model's description is shorter");
            try
            {
                var root = JsonElement.Parse(bytes);
                return root.ValueKind == JsonValueKind.Object ? root : throw new JsonException();
            }
            catch (JsonException exception)
            {
                throw new DownloadException(
                    DownloadFault.HubFailed,
                    $"{uri.Host} does not answer with a JSON object; is it the right address?", null, exception);
            }
        },
        cancellation);

    /// <summary>Asks for a text, of which no more than a part is needed; empty where there is none.</summary>
    public async Task<string> TextAsync(Uri uri, int most, CancellationToken cancellation)
    {
        try
        {
            return await AskAsync(
                uri, async (response, both) => Encoding.UTF8.GetString(await ReadAsync(response, most, both, cut: true) ?? []),
                cancellation);
        }
        catch (DownloadException)
        {
            // A model without a card is a model all the same.
            return "";
        }
    }

    private static async Task<byte[]?> ReadAsync(HttpResponseMessage response, int most, CancellationToken cancellation, bool cut = false)
    {
        await using var body = await response.Content.ReadAsStreamAsync(cancellation);
        using var bytes = new MemoryStream();
        var buffer = new byte[64 << 10];
        int read;
        while ((read = await body.ReadAsync(buffer, cancellation)) > 0)
        {
            bytes.Write(buffer, 0, Math.Min(read, most - (int)bytes.Length));
            if (bytes.Length == most)
            {
                return cut ? bytes.ToArray() : null;
            }
        }

        return bytes.ToArray();
    }
}
