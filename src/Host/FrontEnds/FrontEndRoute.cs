using Atelier.FrontEnds;
using Atelier.Host.Api.Errors;
using Atelier.Host.Plugins;
using Atelier.Host.Security;

namespace Atelier.Host.FrontEnds;

/// <summary><c>/NAME/…</c>: a front end's own address. No key is asked for, the front end finds out itself who calls.</summary>
internal static partial class FrontEndRoute
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(5);

    // A name's routes are there as long as the front end is: without it, the address is nobody's.
    public static WebApplication MapFrontEnds(this WebApplication app)
    {
        app.Map($"/{{frontEnd:{FrontEndConstraint.Name}}}/{{**path}}", TakeAsync).AllowAnonymous().TakesUpTo(BodyLimit.Json).ExcludeFromDescription();
        return app;
    }

    private static async Task<IResult> TakeAsync(
        HttpContext context, string frontEnd, string? path, IFrontEnds frontEnds, TimeProvider time, ILogger<FrontEndKeeper> log)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var headers = context.Request.Headers.ToDictionary(
            header => header.Key, header => string.Join(',', header.Value.AsEnumerable()), StringComparer.OrdinalIgnoreCase);
        var call = new FrontEndCall(context.Request.Method, path ?? "", headers, body.ToArray());
        var answer = await AnswerAsync(frontEnds.Find(frontEnd), call, time, log, context.RequestAborted)
            ?? throw new ApiException(ApiError.NotFound("there is nothing at this address"));
        context.Response.Headers.ContentSecurityPolicy = SecurityHeaders.FilePolicy;
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.ContentType;
        context.Response.ContentLength = answer.Body.Length;
        await context.Response.Body.WriteAsync(answer.Body, context.RequestAborted);
        return Results.Empty;
    }

    /// <exception cref="ApiException">There is no session now, or it fails.</exception>
    private static async Task<FrontEndAnswer?> AnswerAsync(FrontEndLife? life, FrontEndCall call, TimeProvider time, ILogger log, CancellationToken gone)
    {
        if (life?.Session is not { } session)
        {
            throw new ApiException(
                new ApiError(StatusCodes.Status503ServiceUnavailable, "front_end_unavailable", "the front end does not run now; try again later") { RetryAfter = Between });
        }

        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(gone, patience.Token);
        try
        {
            // On a thread of its own, since plugin code may hold it.
            var answer = await Task.Run(() => session.AnswerAsync(call, either.Token), CancellationToken.None).WaitAsync(either.Token);
            return answer is null || (answer.Status is >= 200 and <= 599 && answer.Body is not null) ? answer : throw new InvalidOperationException("it gives no HTTP answer");
        }
        catch (Exception) when (gone.IsCancellationRequested)
        {
            throw new OperationCanceledException(gone);
        }
        catch (Exception) when (patience.IsCancellationRequested)
        {
            LogSlow(log, life.Name, Patience.TotalSeconds);
            throw new ApiException(new ApiError(StatusCodes.Status504GatewayTimeout, "front_end_slow", "the front end did not answer in time"));
        }
        catch (Exception exception)
        {
            // In words: the exception itself would hold the plugin's code in memory.
            LogFailed(log, life.Name, PluginFailure.Reason(exception));
            throw new ApiException(new ApiError(StatusCodes.Status500InternalServerError, "front_end_failed", "the front end failed; the server's log tells more"));
        }
    }

    [LoggerMessage(LogLevel.Warning, "Front end {Name} failed to answer a request: {Reason}")]
    private static partial void LogFailed(ILogger log, string name, string reason);

    [LoggerMessage(LogLevel.Warning, "Front end {Name} did not answer a request within {Seconds} s")]
    private static partial void LogSlow(ILogger log, string name, double seconds);
}
