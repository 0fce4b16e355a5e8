using Atelier.Host.Api.Errors;
using Atelier.Host.Api.Json;
using Atelier.Host.Api.Native.Contracts;
using Atelier.Host.Security;
using Atelier.Host.Security.Keys;
using Atelier.Host.Security.Sessions;
using Atelier.Host.Store;

namespace Atelier.Host.Api.Native;

/// <summary><c>/api/v1/session</c>: how the page signs in, so that it need not keep the key.</summary>
internal static class SessionEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var session = api.MapGroup("/session").WithTags("Session");
        session.MapPost("", BeginAsync).AllowAnonymous().Accepts<SessionBody>("application/json").Produces<SessionView>()
            .WithSummary("Signs in with a key; sets a cookie.");
        session.MapGet("", (HttpContext context) => new SessionView(context.Caller().Name, context.Caller().Role)).RequireRole(Role.Viewer)
            .WithSummary("Who is signed in.");
        session.MapDelete("", EndAsync).RequireRole(Role.Viewer).Produces(StatusCodes.Status204NoContent).WithSummary("Signs out.");
    }

    private static async Task<SessionView> BeginAsync(
        HttpContext context, KeyRing ring, SessionBook sessions, RequestRates rates, KeyUse use, AuditLog audit,
        CancellationToken cancellation)
    {
        var body = await StrictJson.ReadAsync<SessionBody>(context.Request, cancellation);
        if (await ring.FindAsync(body.Key, cancellation) is not { } key)
        {
            if (rates.OfFailure(context) is { } tooMany)
            {
                throw new ApiException(tooMany);
            }

            use.Failed(context.Address());
            throw new ApiException(
                new ApiError(StatusCodes.Status401Unauthorized, "unauthorized", "the key is unknown, removed or expired", "key"));
        }

        SessionCookie.Set(context, sessions.Begin(key.Hash));
        await audit.WriteAsync(key.Name, "session.begin", $"from {context.Address()}", cancellation);
        return new SessionView(key.Name, key.Role);
    }

    private static async Task<IResult> EndAsync(HttpContext context, SessionBook sessions, AuditLog audit)
    {
        if (SessionCookie.Of(context.Request) is { } token)
        {
            sessions.End(token);
            await audit.WriteAsync(context.Caller().Name, "session.end", "", context.RequestAborted);
        }

        SessionCookie.Remove(context);
        return Results.NoContent();
    }
}
