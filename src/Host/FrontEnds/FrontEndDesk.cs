using Atelier.FrontEnds;
using Atelier.Host.Api.Errors;
using Atelier.Host.Plugins;

namespace Atelier.Host.FrontEnds;

/// <summary>Brings requests to front ends, and whatever these do, an answer back.</summary>
internal sealed partial class FrontEndDesk(IFrontEnds frontEnds, TimeProvider time, ILogger<FrontEndDesk> log)
{
    /// <summary>How long a front end may take to answer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Between = TimeSpan.FromSeconds(5);

    /// <returns>Null where there is nothing at that address.</returns>
    /// <exception cref="ApiException">There is no session now, it fails, or it takes too long.</exception>
    public async Task<FrontEndAnswer?> AnswerAsync(string name, FrontEndCall call, CancellationToken gone)
    {
        if (frontEnds.Find(name)?.Session is not { } session)
        {
            throw new ApiException(
                new ApiError(StatusCodes.Status503ServiceUnavailable, "front_end_unavailable", "the front end does not run now; try again later")
                {
                    RetryAfter = Between,
                });
        }

        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(gone, patience.Token);
        try
        {
            // On a thread of its own, since plugin code may hold it.
            var answer = await Task.Run(() => session.AnswerAsync(call, either.Token), CancellationToken.None).WaitAsync(either.Token);
            return answer is null or { Status: >= 200 and <= 599, Body: not null }
                ? answer
                : throw new InvalidOperationException("it gives no HTTP answer");
        }
        catch (Exception) when (gone.IsCancellationRequested)
        {
            throw new OperationCanceledException(gone);
        }
        catch (Exception) when (patience.IsCancellationRequested)
        {
            LogSlow(log, name, Patience.TotalSeconds);
            throw new ApiException(
                new ApiError(StatusCodes.Status504GatewayTimeout, "front_end_slow", "the front end did not answer in time"));
        }
        catch (Exception exception)
        {
            // In words: the exception itself would hold the plugin's code in memory.
            LogFailed(log, name, PluginFailure.Reason(exception));
            throw new ApiException(
                new ApiError(
                    StatusCodes.Status500InternalServerError, "front_end_failed", "the front end failed; the server's log tells more"));
        }
    }

    [LoggerMessage(LogLevel.Warning, "Front end {Name} failed to answer a request: {Reason}")]
    private static partial void LogFailed(ILogger log, string name, string reason);

    [LoggerMessage(LogLevel.Warning, "Front end {Name} did not answer a request within {Seconds} s")]
    private static partial void LogSlow(ILogger log, string name, double seconds);
}
