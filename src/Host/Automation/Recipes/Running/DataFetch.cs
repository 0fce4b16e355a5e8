using System.Net;
using System.Text.Json;
using Atelier.Host.Automation.Recipes.Document;
using Atelier.Host.Automation.Recipes.Templates;
using Atelier.Host.Automation.Runs;
using Atelier.Host.Net;
using Atelier.Host.Texts;

namespace Atelier.Host.Automation.Recipes.Running;

/// <summary>Fetches JSON from elsewhere. What the network is protected from: <see cref="GuardedClient"/>.</summary>
internal sealed class DataFetch(GuardedClient client, TimeProvider time)
{
    private const int MostRedirects = 3;
    private const int MostBytes = 1 << 20;
    private static readonly JsonDocumentOptions Shallow = new() { MaxDepth = 32 };

    /// <exception cref="RunException">It cannot be read, and has no fallback.</exception>
    public async Task<FetchedData> ReadAsync(string name, DataSource source, TemplateScope scope, IRunLog log, CancellationToken cancellation)
    {
        var address = Template.Parse(source.Url).Render(scope, (_, value) => Uri.EscapeDataString(value));
        var host = Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri.Host : address;
        try
        {
            var answer = uri is null ? throw new HttpRequestException("its url is no address") : await FetchAsync(uri, TimeSpan.FromSeconds(source.Timeout), cancellation);
            log.Write("info", $"data: {name} is read from {host}");
            return new FetchedData(host, answer, source.Fallback);
        }
        catch (Exception exception) when (exception is AddressRefusedException or HttpRequestException or IOException or JsonException)
        {
            var reason = exception is JsonException ? $"{host} gave no JSON" : OneLine.Of(exception.Message);
            if (source.Fallback is null)
            {
                throw new RunException("no_data", $"{name} cannot be read, and has no fallback: {reason}", $"data.{name}");
            }

            log.Write("warning", $"data: {name} cannot be read, its fallback is taken: {reason}");
            return new FetchedData(host, null, source.Fallback);
        }
    }

    private async Task<JsonElement> FetchAsync(Uri uri, TimeSpan patience, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            using var response = await client.SendAsync(uri, Request, MostRedirects, null, either.Token);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                throw new HttpRequestException($"{uri.Host} answers {(int)response.StatusCode}");
            }

            await using var body = await response.Content.ReadAsStreamAsync(either.Token);
            using var document = JsonDocument.Parse(await LimitedAsync(uri, body, either.Token), Shallow);
            return document.RootElement.Clone();
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new HttpRequestException($"{uri.Host} takes longer than {patience.TotalSeconds} s");
        }
    }

    private static HttpRequestMessage Request(Uri to) => new(HttpMethod.Get, to) { Headers = { { "Accept", "application/json" }, { "User-Agent", "atelier" } } };

    private static async Task<ReadOnlyMemory<byte>> LimitedAsync(Uri uri, Stream body, CancellationToken cancellation)
    {
        var bytes = new byte[MostBytes + 1];
        var count = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellation);
        return count <= MostBytes ? bytes.AsMemory(0, count) : throw new HttpRequestException($"{uri.Host} answers with more than {ByteCount.Of(MostBytes)}");
    }
}
