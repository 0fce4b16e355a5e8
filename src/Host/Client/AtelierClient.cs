using System.Net;
using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Atelier.Host.Api.Errors;
using Atelier.Host.Texts;
using Atelier.Scripting;

namespace Atelier.Host.Client;

/// <summary>
/// Calls a server's <c>/api/v1</c> with a key. What the server refuses becomes a <see cref="ScriptException"/> that names the field; what
/// it asks to be tried again is tried again for a while.
/// </summary>
internal sealed class AtelierClient : IDisposable
{
    private static readonly TimeSpan MostPatience = TimeSpan.FromSeconds(30);
    private const int Attempts = 5;

    private readonly HttpClient _http;
    private readonly TimeProvider _time;

    public AtelierClient(ServerAddress server, string key, TimeProvider time)
        : this(server, key, time, server.Handler())
    {
    }

    internal AtelierClient(ServerAddress server, string key, TimeProvider time, HttpMessageHandler handler)
    {
        Server = server;
        _time = time;
        _http = new HttpClient(handler) { BaseAddress = new Uri(server.Url, "api/v1/"), Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("atelier-client", "1"));
    }

    public ServerAddress Server { get; }

    public Task<T> GetAsync<T>(string path, CancellationToken cancellation) =>
        SendAsync<T>(() => new HttpRequestMessage(HttpMethod.Get, path), cancellation);

    /// <param name="body">Becomes JSON; null sends none.</param>
    /// <param name="headers">Besides.</param>
    public Task<T> PostAsync<T>(string path, object? body, CancellationToken cancellation, params (string Name, string Value)[] headers) =>
        SendAsync<T>(() => Request(HttpMethod.Post, path, body, headers), cancellation);

    public Task<T> PutAsync<T>(string path, object body, CancellationToken cancellation) =>
        SendAsync<T>(() => Request(HttpMethod.Put, path, body), cancellation);

    public Task<T> PatchAsync<T>(string path, object body, CancellationToken cancellation) =>
        SendAsync<T>(() => Request(HttpMethod.Patch, path, body), cancellation);

    public async Task DeleteAsync(string path, CancellationToken cancellation)
    {
        using var _ = await AnswerAsync(() => new HttpRequestMessage(HttpMethod.Delete, path), cancellation);
    }

    /// <summary>Sends a file, with the type that a server takes any picture by.</summary>
    public Task<T> UploadAsync<T>(string path, byte[] file, CancellationToken cancellation) => SendAsync<T>(
        () => new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new ByteArrayContent(file) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } },
        },
        cancellation);

    /// <summary>A file's bytes.</summary>
    public async Task<byte[]> BytesAsync(string path, CancellationToken cancellation)
    {
        using var answer = await AnswerAsync(() => new HttpRequestMessage(HttpMethod.Get, path), cancellation);
        return await ReadAsync(content => content.ReadAsByteArrayAsync(cancellation), answer);
    }

    /// <summary>A file that the server makes of a question.</summary>
    public async Task<(byte[] File, string Type)> PostForFileAsync(string path, object body, CancellationToken cancellation)
    {
        using var answer = await AnswerAsync(() => Request(HttpMethod.Post, path, body, ("Accept", "image/*")), cancellation);
        return (await ReadAsync(content => content.ReadAsByteArrayAsync(cancellation), answer),
            answer.Content.Headers.ContentType?.MediaType ?? "");
    }

    /// <summary>Server-sent events, until the server ends them.</summary>
    public async IAsyncEnumerable<SseItem<string>> EventsAsync(string path, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var answer = await AnswerAsync(() => new HttpRequestMessage(HttpMethod.Get, path), cancellation);
        await using var stream = await answer.Content.ReadAsStreamAsync(cancellation);
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(cancellation))
        {
            yield return item;
        }
    }

    public void Dispose() => _http.Dispose();

    private static HttpRequestMessage Request(HttpMethod method, string path, object? body, params (string Name, string Value)[] headers)
    {
        // A change without content is still told to be JSON: the server refuses forms that a page of somebody else's could send.
        var request = new HttpRequestMessage(method, path)
        {
            Content = JsonContent.Create(body ?? new { }, body?.GetType() ?? typeof(object), options: ClientJson.Options),
        };
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return request;
    }

    private async Task<T> SendAsync<T>(Func<HttpRequestMessage> build, CancellationToken cancellation)
    {
        using var answer = await AnswerAsync(build, cancellation);
        try
        {
            return await ReadAsync(content => content.ReadFromJsonAsync<T>(ClientJson.Options, cancellation), answer)
                ?? throw new JsonException("it is null");
        }
        catch (JsonException exception)
        {
            throw new ScriptException(
                "not_understood", $"{Server.Text} answers what this version does not understand: {OneLine.Of(exception.Message)}");
        }
    }

    private async Task<HttpResponseMessage> AnswerAsync(Func<HttpRequestMessage> build, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            HttpResponseMessage answer;
            using (var request = build())
            {
                try
                {
                    answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
                }
                catch (HttpRequestException exception)
                {
                    throw new IOException($"{Server.Text} does not answer: {exception.Message}", exception);
                }
            }

            if (answer.IsSuccessStatusCode)
            {
                return answer;
            }

            using (answer)
            {
                if (attempt < Attempts && WaitOf(answer) is { } wait && wait <= MostPatience)
                {
                    await Task.Delay(wait, _time, cancellation);
                    continue;
                }

                throw await RefusalAsync(answer, cancellation);
            }
        }
    }

    private static TimeSpan? WaitOf(HttpResponseMessage answer) =>
        answer.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable ? answer.Headers.RetryAfter?.Delta : null;

    private async Task<ScriptException> RefusalAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        const string codes = "urn:atelier:problem:";
        try
        {
            var problem = await answer.Content.ReadFromJsonAsync<Problem>(ClientJson.Options, cancellation);
            if (problem is { Detail: { } detail, Type: { } type } && type.StartsWith(codes, StringComparison.Ordinal))
            {
                return new ScriptException(type[codes.Length..], detail, problem.Field);
            }
        }
        catch (JsonException)
        {
            // Somebody else answers: a proxy, or another program at that address.
        }

        return new ScriptException(
            "failed", $"{Server.Text} answers {(int)answer.StatusCode} {answer.ReasonPhrase}: it seems to be no Atelier server, or one behind something else");
    }

    private async Task<T> ReadAsync<T>(Func<HttpContent, Task<T>> read, HttpResponseMessage answer)
    {
        try
        {
            return await read(answer.Content);
        }
        catch (HttpRequestException exception)
        {
            throw new IOException($"{Server.Text} broke off: {exception.Message}", exception);
        }
    }
}
