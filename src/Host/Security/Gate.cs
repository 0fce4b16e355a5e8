using Atelier.Host.Api.Errors;
using Atelier.Host.Security.Keys;
using Atelier.Host.Security.Rules;
using Atelier.Host.Security.Sessions;
using Atelier.Host.Store;
using Microsoft.AspNetCore.Authorization;

namespace Atelier.Host.Security;

/// <summary>What stands before every route. A route that says neither a role nor that it is open is closed.</summary>
internal sealed class Gate(
    RequestDelegate next, IEnumerable<IRequestRule> rules, Authenticator authenticator, LentKeys lent, RequestRates rates, KeyUse use)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (await RefusalAsync(context) is { } refusal)
        {
            if (refusal.Status == StatusCodes.Status401Unauthorized)
            {
                context.Response.Headers.WWWAuthenticate = "Bearer";
            }

            await context.WriteErrorAsync(refusal);
            return;
        }

        await next(context);
    }

    private async Task<ApiError?> RefusalAsync(HttpContext context)
    {
        if (rules.Select(rule => rule.Check(context)).FirstOrDefault(error => error is not null) is { } refusal)
        {
            return refusal;
        }

        // Where no route is, routing has the answer: 404, or 405.
        return context.GetEndpoint() is RouteEndpoint route && route.Metadata.GetMetadata<IAllowAnonymous>() is null
            ? await AuthorizeAsync(context, route.Metadata.GetMetadata<RequiredRole>())
            : null;
    }

    private async Task<ApiError?> AuthorizeAsync(HttpContext context, RequiredRole? required)
    {
        if (Credentials.Of(context.Request) is not { } credentials)
        {
            return Unauthorized("a key is needed: Authorization: Bearer KEY");
        }

        if (await authenticator.FindAsync(credentials, context.RequestAborted) is not { } key)
        {
            return Failure(context, credentials);
        }

        if (rates.OfKey(key.Id) is { } tooFast)
        {
            return tooFast;
        }

        if (credentials.IsSession && IsChange(context.Request) && context.Request.Headers[SessionCookie.ChangeHeader] != "1")
        {
            return Forbidden($"a change with a session's cookie needs the header {SessionCookie.ChangeHeader}: 1");
        }

        if (required is null || key.Role < required.Role)
        {
            return Forbidden(
                required is null
                    ? "this route is open to nobody"
                    : $"this needs the role {Words(required.Role)}; your key is a {Words(key.Role)}'s");
        }

        context.Features.Set(new Caller(key.Id, key.Name, key.Role, key.WaitingLimit) { Source = lent.SourceOf(credentials.Secret) });
        use.Used(key, context.Address());
        return null;
    }

    private ApiError Failure(HttpContext context, Credentials credentials)
    {
        if (credentials.IsSession)
        {
            SessionCookie.Remove(context);
            return Unauthorized("the session is over; sign in again");
        }

        if (rates.OfFailure(context) is { } tooMany)
        {
            return tooMany;
        }

        use.Failed(context.Address());
        return Unauthorized("the key is unknown, removed or expired");
    }

    private static bool IsChange(HttpRequest request) => !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method);

    private static string Words(Role role) => role.ToString().ToLowerInvariant();

    private static ApiError Unauthorized(string detail) => new(StatusCodes.Status401Unauthorized, "unauthorized", detail);

    private static ApiError Forbidden(string detail) => new(StatusCodes.Status403Forbidden, "forbidden", detail);
}
