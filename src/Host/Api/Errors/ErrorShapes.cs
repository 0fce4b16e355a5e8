using Atelier.Host.Api.Automatic1111.Errors;
using Atelier.Host.Api.OpenAI.Errors;

namespace Atelier.Host.Api.Errors;

/// <summary>Which API's clients a path belongs to.</summary>
internal static class ErrorShapes
{
    private static readonly ProblemShape Problem = new();
    private static readonly Automatic1111Shape Automatic1111 = new();
    private static readonly OpenAIShape OpenAI = new();

    /// <summary>The shape of errors below a path.</summary>
    public static IErrorShape Of(PathString path) =>
        path.StartsWithSegments("/sdapi") || path.StartsWithSegments("/internal") || path.StartsWithSegments("/controlnet") ? Automatic1111
        : path.StartsWithSegments("/v1") ? OpenAI
        : Problem;

    /// <summary>Answers with an error, in the shape of the path's API.</summary>
    public static Task WriteErrorAsync(this HttpContext context, ApiError error)
    {
        context.Response.StatusCode = error.Status;
        if (error.RetryAfter is { } wait)
        {
            context.Response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds))
                .ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return Of(context.Request.Path).WriteAsync(context, error);
    }
}
