using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Atelier.DiscordBot.Client.Rest.Limits;
using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Client.Rest;

/// <summary>
/// Makes calls: each waits for its turn under the limits that Discord names, and is tried again where that does no harm. After a refusal
/// that only people can mend nothing is sent any more, and <see cref="Broken"/> says why.
/// </summary>
/// <param name="client">Made for this one; without redirects.</param>
/// <param name="address">The API's, with its version.</param>
/// <param name="token">The bot's.</param>
internal sealed class DiscordHttp(
    HttpClient client, Uri address, string token, TimeProvider time, Jitter jitter, Action<FrontEndLogLevel, string> log)
{
    /// <summary>What is said of a token that Discord does not take.</summary>
    public const string TokenRefused = "Discord refuses the bot's token: it was reset, or is mistyped. "
        + "Make a new one in Discord's developer portal (your application, Bot, Reset Token) and set it as the token";

    private const int MostFailures = 4;
    private const int MostTurnedAway = 8;

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(8);

    private readonly Buckets _buckets = new(time);
    private readonly GlobalLimit _global = new(time);
    private readonly InvalidCalls _invalid = new(time);
    private readonly ClosedWebhooks _closed = new();
    private readonly TaskCompletionSource _broken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string _base = address.AbsoluteUri.TrimEnd('/');
    private readonly AuthenticationHeaderValue _authorization = new("Bot", token);

    /// <summary>Fails with a <see cref="FrontEndException"/> when nothing can be sent any more.</summary>
    public Task Broken => _broken.Task;

    /// <summary>Makes the call.</summary>
    /// <returns>The answer's body.</returns>
    /// <exception cref="DiscordException">Discord refused it, or did not answer.</exception>
    public async Task<byte[]> SendAsync(ApiCall call, CancellationToken cancellation)
    {
        var begun = time.GetTimestamp();
        var failures = 0;
        var turnedAway = 0;
        while (true)
        {
            ThrowIfUseless(call);
            var outcome = await TryAsync(call, cancellation);
            if (outcome.Body is { } body)
            {
                return body;
            }

            if (failures > 0 && call.DoneCode is { } done && outcome.Failure!.Code == done)
            {
                return [];
            }

            var wait = outcome.Wait ?? jitter.After(++failures, FirstWait, LongestWait);
            turnedAway += outcome.Wait is null ? 0 : 1;
            var isOver = failures >= MostFailures || turnedAway >= MostTurnedAway || time.GetElapsedTime(begun) + wait > call.Deadline;
            if (!outcome.MayRepeat || isOver)
            {
                throw outcome.Failure!;
            }

            log(FrontEndLogLevel.Debug, $"Discord: trying again in {wait.TotalSeconds:0.0} s: {outcome.Failure!.Message}");
            if (outcome.Wait is null)
            {
                await Task.Delay(wait, time, cancellation);
            }
        }
    }

    /// <summary>Makes the call and reads its answer.</summary>
    public async Task<T> ReadAsync<T>(ApiCall call, JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        try
        {
            return JsonSerializer.Deserialize(await SendAsync(call, cancellation), type) ?? throw new JsonException();
        }
        catch (JsonException)
        {
            throw new DiscordException(0, 0, $"{call}: what Discord answered cannot be read");
        }
    }

    private void ThrowIfUseless(ApiCall call)
    {
        if (_broken.Task.IsCompleted)
        {
            throw new DiscordException(0, 0, $"{call}: not sent, since Discord refuses the bot");
        }

        if (call.IsByAddress)
        {
            _closed.ThrowIfClosed(call);
        }
    }

    private async Task<Outcome> TryAsync(ApiCall call, CancellationToken cancellation)
    {
        var bucket = await _buckets.EnterAsync(call, cancellation);
        RateLimitHeaders? headers = null;
        var wasAnswered = false;
        try
        {
            if (!call.IsByAddress)
            {
                await _global.EnterAsync(cancellation);
            }

            using var patience = new CancellationTokenSource(call.Patience, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
            using var request = Request(call);
            using var response = await client.SendAsync(request, either.Token);
            var body = await response.Content.ReadAsByteArrayAsync(either.Token);
            wasAnswered = (int)response.StatusCode < 500;
            headers = RateLimitHeaders.Read(response.Headers);
            if (headers is not null)
            {
                _buckets.Learn(call, bucket, headers);
            }

            return response.IsSuccessStatusCode ? Outcome.Done(body) : Judge(call, bucket, response, body);
        }
        catch (HttpRequestException exception)
        {
            // No connection was made: nothing can have arrived.
            var isUnsent = exception.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
                or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;
            return Outcome.Failed(
                new DiscordException(0, 0, $"{call}: Discord does not answer: {exception.Message}"), isUnsent || call.IsRepeatable);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            return Outcome.Failed(new DiscordException(0, 0, $"{call}: Discord does not answer"), call.IsRepeatable);
        }
        finally
        {
            bucket.Leave(headers, wasAnswered);
        }
    }

    private HttpRequestMessage Request(ApiCall call)
    {
        var request = new HttpRequestMessage(call.Method, _base + call.Path) { Content = call.Content?.Invoke() };
        request.Headers.Authorization = call.IsByAddress ? null : _authorization;
        return request;
    }

    private Outcome Judge(ApiCall call, Bucket bucket, HttpResponseMessage response, byte[] body)
    {
        var status = (int)response.StatusCode;
        var failure = DiscordError.Read(call, status, body);
        var isShared =
            string.Equals(RateLimitHeaders.Text(response.Headers, "X-RateLimit-Scope"), "shared", StringComparison.OrdinalIgnoreCase);
        if ((status is 401 or 403 or 429) && !isShared && !_invalid.Count())
        {
            Break($"Discord refused {InvalidCalls.Most} calls within ten minutes, the last: {failure.Message}. "
                + "Stopped before Discord bars this machine: mend what is refused ('atelier discord check' helps), then reload");
        }

        switch (status)
        {
            case 429:
                return TurnedAway(bucket, response, body, failure);
            case 401 when !call.IsByAddress:
                Break(TokenRefused);
                break;
            case 401 or 404 when call.IsByAddress && failure.Code is DiscordError.UnknownWebhook or DiscordError.InvalidWebhookToken:
                _closed.Close(call, failure);
                break;
        }

        // Of a 502 Discord says itself that it was not done.
        return Outcome.Failed(failure, status == 502 || status >= 500 && call.IsRepeatable);
    }

    private Outcome TurnedAway(Bucket bucket, HttpResponseMessage response, byte[] body, DiscordException failure)
    {
        var told = Told(body);
        var header = RateLimitHeaders.Number(response.Headers, "Retry-After");
        var wait = TimeSpan.FromSeconds(Math.Clamp(told?.RetryAfter ?? header ?? 60, 0.001, 86400));
        var isGlobal = told?.Global ?? true;
        if (isGlobal)
        {
            _global.Pause(wait, told is null ? null : (int?)RateLimitHeaders.Number(response.Headers, "X-RateLimit-Limit"));
        }

        bucket.Block(wait);
        log(FrontEndLogLevel.Information,
            $"Discord: {failure.Message}: waits {wait.TotalSeconds:0.0} s{(isGlobal ? ", as does all else" : "")}");
        return Outcome.Later(failure, wait);
    }

    private static RateLimited? Told(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, DiscordJson.Default.RateLimited);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private void Break(string reason)
    {
        if (_broken.TrySetException(new FrontEndException(reason)))
        {
            log(FrontEndLogLevel.Error, $"Discord: {reason}");

            // It counts as seen, whoever awaits it.
            _ = _broken.Task.Exception;
        }
    }

    /// <param name="Wait">How long the call's bucket is blocked; null where the wait is ours to choose.</param>
    private sealed record Outcome(byte[]? Body, DiscordException? Failure, bool MayRepeat, TimeSpan? Wait)
    {
        public static Outcome Done(byte[] body) => new(body, null, false, null);

        public static Outcome Failed(DiscordException failure, bool mayRepeat) => new(null, failure, mayRepeat, null);

        public static Outcome Later(DiscordException failure, TimeSpan wait) => new(null, failure, true, wait);
    }
}
