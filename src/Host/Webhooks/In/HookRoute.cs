using Atelier.Host.Api.Errors;
using Atelier.Host.Security;

namespace Atelier.Host.Webhooks.In;

/// <summary><c>POST /hooks/NAME</c>: no key, the signature is the key.</summary>
internal static class HookRoute
{
    private const long MostBytes = 1 << 20;

    public static WebApplication MapHooks(this WebApplication app)
    {
        app.MapPost("/hooks/{name}", TakeAsync).AllowAnonymous().TakesUpTo(MostBytes).ExcludeFromDescription();
        return app;
    }

    private static async Task<IResult> TakeAsync(HttpContext context, string name, HookDoor door, RequestRates rates)
    {
        // What was signed is the body byte for byte, so it is read before it is parsed.
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var answer = await door.TakeAsync(name, context.Request.Headers, body.ToArray(), context.RequestAborted)
            ?? throw new ApiException(rates.OfFailure(context) ?? new ApiError(
                StatusCodes.Status401Unauthorized, "not_signed",
                "there is no such hook, or the message is not signed as it should be; the hook's log says more"));
        return answer.Outcome == HookOutcomes.Started
            ? Results.Json(answer, statusCode: StatusCodes.Status202Accepted)
            : Results.Ok(answer);
    }
}
