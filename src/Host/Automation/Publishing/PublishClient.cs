using System.Net;
using Atelier.Host.Automation.Runs;
using Atelier.Host.Net;
using Atelier.Host.Texts;

namespace Atelier.Host.Automation.Publishing;

/// <summary>
/// Sends what is published, again where that may help: after a break, when the other side is busy, when it asks for patience.
/// </summary>
internal sealed class PublishClient(GuardedClient client, PublishPatience patience, TimeProvider time) : IDisposable
{
    private const int LongestAnswer = 4096;

    /// <summary>Sends a request.</summary>
    /// <param name="uri">Where to. Redirects are not followed: what is published goes where it was meant to go.</param>
    /// <param name="build">Builds the request, for each attempt anew.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="taken">Answers besides 2xx that are no failure.</param>
    /// <returns>The status that was answered.</returns>
    /// <exception cref="RunException">It was not taken.</exception>
    public async Task<HttpStatusCode> SendAsync(
        Uri uri, Func<HttpRequestMessage> build, CancellationToken cancellation, params IReadOnlyList<HttpStatusCode> taken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var answer = await TryAsync(uri, build, taken, cancellation);
            if (answer.Problem is null)
            {
                return answer.Status;
            }

            if (!answer.MayHelpAgain || attempt == patience.Attempts)
            {
                throw new RunException("publish_failed", attempt == 1 ? answer.Problem : $"{answer.Problem} ({attempt} attempts)");
            }

            await Task.Delay(Pause(attempt, answer.RetryAfter), time, cancellation);
        }
    }

    public void Dispose() => client.Dispose();

    private async Task<Answer> TryAsync(
        Uri uri, Func<HttpRequestMessage> build, IReadOnlyList<HttpStatusCode> taken, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(patience.Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            using var response = await client.SendAsync(uri, _ => build(), 0, null, either.Token);
            return response.IsSuccessStatusCode || taken.Contains(response.StatusCode)
                ? new Answer(response.StatusCode, null)
                : await FailureAsync(uri, response, either.Token);
        }
        catch (AddressRefusedException refused)
        {
            return new Answer(default, refused.Message);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return new Answer(default, $"{uri.Host} could not be reached: {OneLine.Of(exception.Message)}") { MayHelpAgain = true };
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new Answer(default, $"{uri.Host} did not answer within {patience.Limit.TotalSeconds:0} seconds") { MayHelpAgain = true };
        }
    }

    private async Task<Answer> FailureAsync(Uri uri, HttpResponseMessage response, CancellationToken cancellation)
    {
        var said = AnswerText.Of(await BeginningAsync(response, cancellation));
        var status = (int)response.StatusCode;
        return new Answer(response.StatusCode, $"{uri.Host}{uri.AbsolutePath} answers {status}{(said.Length > 0 ? $": {said}" : "")}")
        {
            MayHelpAgain = status is 408 or 429 or 500 or 502 or 503 or 504,
            RetryAfter = response.Headers.RetryAfter is { } after ? after.Delta ?? after.Date - time.GetUtcNow() : null,
        };
    }

    // What an error page says helps people; how long it goes on does not matter.
    private static async Task<string> BeginningAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        try
        {
            var buffer = new byte[LongestAnswer];
            await using var body = await response.Content.ReadAsStreamAsync(cancellation);
            return System.Text.Encoding.UTF8.GetString(
                buffer, 0, await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation));
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return "";
        }
    }

    private TimeSpan Pause(int attempt, TimeSpan? asked)
    {
        var own = patience.FirstPause * Math.Pow(2, attempt - 1);
        var pause = asked > own ? asked.Value : own;
        return pause < patience.LongestPause ? pause : patience.LongestPause;
    }

    private sealed record Answer(HttpStatusCode Status, string? Problem)
    {
        public bool MayHelpAgain { get; init; }

        public TimeSpan? RetryAfter { get; init; }
    }
}

/// <summary>How long a target is tried.</summary>
/// <param name="Attempts">How often a request is sent at most.</param>
/// <param name="FirstPause">After the first attempt; each further pause is twice as long.</param>
/// <param name="LongestPause">Also where the other side asks for a longer one.</param>
/// <param name="Limit">Of one attempt.</param>
internal sealed record PublishPatience(int Attempts, TimeSpan FirstPause, TimeSpan LongestPause, TimeSpan Limit)
{
    public static PublishPatience Usual { get; } = new(4, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2));
}
