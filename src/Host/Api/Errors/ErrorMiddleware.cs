using System.Diagnostics;

namespace Atelier.Host.Api.Errors;

/// <summary>
/// Turns exceptions, and statuses without a body, into errors in the API's own shape. No exception's text leaves the server by accident.
/// </summary>
internal sealed partial class ErrorMiddleware(RequestDelegate next, ILogger<ErrorMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (Exception exception)
        {
            var error = ErrorMapping.Of(exception) ?? Unexpected(context, exception);
            if (context.Response.HasStarted)
            {
                // What was sent cannot be taken back: cut it off, so that nobody takes it for whole.
                context.Abort();
                return;
            }

            context.Response.Clear();
            await context.WriteErrorAsync(error);
            return;
        }

        var response = context.Response;
        if (response is { HasStarted: false, StatusCode: >= 400, ContentLength: null, ContentType: null })
        {
            await context.WriteErrorAsync(OfStatus(context, response.StatusCode));
        }
    }

    private static ApiError OfStatus(HttpContext context, int status) => status switch
    {
        StatusCodes.Status404NotFound => ApiError.NotFound("there is nothing at this address"),
        StatusCodes.Status405MethodNotAllowed =>
            new(status, "method_not_allowed", $"{context.Request.Method} is not possible here; {context.Response.Headers.Allow} is"),
        StatusCodes.Status415UnsupportedMediaType => new(status, "unsupported_media_type", "this route does not take that content type"),
        _ => new(status, "failed", "the request cannot be answered"),
    };

    private ApiError Unexpected(HttpContext context, Exception exception)
    {
        var trace = Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;
        LogUnexpected(exception, context.Request.Method, context.Request.Path, trace);
        return new ApiError(
            StatusCodes.Status500InternalServerError, "internal", $"this should not happen; the server's log tells more under {trace}");
    }

    [LoggerMessage(LogLevel.Error, "{Method} {Path} failed ({Trace})")]
    private partial void LogUnexpected(Exception exception, string method, PathString path, string trace);
}
