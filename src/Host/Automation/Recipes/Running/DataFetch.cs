using System.Net;
using System.Text.Json;
using Atelier.Host.Automation.Recipes.Document;
using Atelier.Host.Automation.Recipes.Templates;
using Atelier.Host.Automation.Runs;
using Atelier.Host.Configuration;
using Atelier.Host.Net;
using Atelier.Host.Texts;

namespace Atelier.Host.Automation.Recipes.Running;

/// <summary>Fetches JSON from elsewhere. What the network is protected from: <see cref="GuardedClient"/>.</summary>
internal sealed class DataFetch(GuardedClient client, SecretReference secrets, TimeProvider time)
{
    private const int MostRedirects = 3;
    private const int MostBytes = 1 << 20;
    private static readonly JsonDocumentOptions Shallow = new() { MaxDepth = 32 };

    /// <exception cref="RunException">It cannot be read, and has no fallback.</exception>
    public async Task<FetchedData> ReadAsync(
        string name, DataSource source, TemplateScope scope, IRunLog log, CancellationToken cancellation)
    {
        var address = scope.Render(source.Url, (_, value) => Uri.EscapeDataString(value));
        var host = Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri.Host : address;
        try
        {
            var answer = uri is null ? throw new HttpRequestException("its url is no address") : await FetchAsync(
                uri, source, Headers(name, source), cancellation);
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

    private async Task<JsonElement> FetchAsync(
        Uri uri, DataSource source, IReadOnlyList<(string Name, string Value)> headers, CancellationToken cancellation)
    {
        var patience = TimeSpan.FromSeconds(source.Timeout);
        using var limit = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            using var response = await client.SendAsync(uri, to => Request(uri, to, headers), MostRedirects, null, either.Token);
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

    private List<(string Name, string Value)> Headers(string name, DataSource source) =>
    [
        .. source.Headers.Select(header => (header.Key, secrets.Find(header.Value)?.Reveal() ?? throw new RunException(
            "secret_missing", $"{header.Key} of {name} is {header.Value}, and the server's environment has no such variable",
            $"data.{name}.headers.{header.Key}"))),
    ];

    private static HttpRequestMessage Request(Uri from, Uri to, IReadOnlyList<(string Name, string Value)> headers)
    {
        var request =
            new HttpRequestMessage(HttpMethod.Get, to) { Headers = { { "Accept", "application/json" }, { "User-Agent", "atelier" } } };

        // Somebody else to whom a redirect leads gets no secrets.
        foreach (var (name, value) in from.Authority == to.Authority ? headers : [])
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    private static async Task<ReadOnlyMemory<byte>> LimitedAsync(Uri uri, Stream body, CancellationToken cancellation)
    {
        var bytes = new byte[MostBytes + 1];
        var count = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellation);
        return count <= MostBytes
            ? bytes.AsMemory(0, count)
            : throw new HttpRequestException($"{uri.Host} answers with more than {ByteCount.Of(MostBytes)}");
    }
}
