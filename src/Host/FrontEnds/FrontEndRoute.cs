using Atelier.FrontEnds;
using Atelier.Host.Api.Errors;
using Atelier.Host.Security;

namespace Atelier.Host.FrontEnds;

/// <summary><c>/NAME/…</c>: a front end's own address. No key is asked for, the front end finds out itself who calls.</summary>
internal static class FrontEndRoute
{
    public const string Path = "path";

    public static WebApplication MapFrontEnds(this WebApplication app)
    {
        ((IEndpointRouteBuilder)app).DataSources.Add(new FrontEndEndpoints(app.Services.GetRequiredService<IFrontEnds>()));
        return app;
    }

    /// <summary>Answers a request to a front end.</summary>
    public static async Task TakeAsync(HttpContext context, string name)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var headers = context.Request.Headers.ToDictionary(
            header => header.Key, header => string.Join(',', header.Value.AsEnumerable()), StringComparer.OrdinalIgnoreCase);
        var call = new FrontEndCall(context.Request.Method, context.GetRouteValue(Path) as string ?? "", headers, body.ToArray());
        var answer = await context.RequestServices.GetRequiredService<FrontEndDesk>().AnswerAsync(name, call, context.RequestAborted)
            ?? throw new ApiException(ApiError.NotFound("there is nothing at this address"));
        var response = context.Response;
        response.Headers.ContentSecurityPolicy = SecurityHeaders.FilePolicy;
        response.StatusCode = answer.Status;
        response.ContentType = answer.ContentType;
        response.ContentLength = answer.Body.Length;
        await response.Body.WriteAsync(answer.Body, context.RequestAborted);
    }
}
