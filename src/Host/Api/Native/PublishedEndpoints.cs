using Atelier.Host.Api.Errors;
using Atelier.Host.Api.Json;
using Atelier.Host.Api.Native.Contracts;
using Atelier.Host.Automation.Publishing;
using Atelier.Host.Automation.Runs;
using Atelier.Host.Security;
using Atelier.Host.Store;

namespace Atelier.Host.Api.Native;

/// <summary><c>/api/v1/published</c>.</summary>
internal static class PublishedEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var published = api.MapGroup("/published").WithTags("Published");
        published.MapGet("", async (IPublicationStore store, CancellationToken cancellation) =>
                (await store.NamesAsync(cancellation)).Select(PublishedView.Of).ToArray())
            .RequireRole(Role.Viewer).WithSummary("All names that something is published under.");
        published.MapGet("/{name}", HistoryAsync).RequireRole(Role.Viewer).WithSummary("A name with its publications, newest first.");
        published.MapPost("/{name}/rollback", RollBackAsync).RequireRole(Role.Operator).Accepts<RollbackBody>("application/json")
            .WithSummary("Shows an earlier publication again, on every target.");
        published.MapDelete("/{name}", RemoveAsync).RequireRole(Role.Operator).Produces(StatusCodes.Status204NoContent)
            .WithSummary("Takes a name from the server's own site and forgets its publications. What other targets have stays there.");
        published.MapDelete("/{name}/{version}", RemoveOneAsync).RequireRole(Role.Operator).Produces(StatusCodes.Status204NoContent)
            .WithSummary("Forgets an earlier publication; its files are served no more.");
    }

    private static async Task<PublishedHistoryView> HistoryAsync(string name, IPublicationStore store, CancellationToken cancellation)
    {
        var published = await FindAsync(store, name, cancellation);
        var history = await store.HistoryAsync(name, cancellation);
        return new PublishedHistoryView(PublishedView.Of(published), [.. history.Select(kept => PublicationView.Of(published, kept))]);
    }

    private static async Task<RollbackView> RollBackAsync(
        HttpContext context, string name, IPublisher publisher, AuditLog audit, IHostApplicationLifetime lifetime,
        CancellationToken cancellation)
    {
        var body = await StrictJson.ReadAsync(context.Request, new RollbackBody(), cancellation);
        try
        {
            // Who hangs up does not leave half of the targets behind.
            var report = await publisher.RollBackAsync(name, body.Version, lifetime.ApplicationStopping);
            await audit.WriteAsync(context.Caller().Name, "published.rollback", $"{name} to {report.Version}", CancellationToken.None);
            return new RollbackView(report.Name, report.Version, report.Places);
        }
        catch (RunException exception)
        {
            throw new ApiException(exception.Code == "not_found"
                ? ApiError.NotFound(exception.Message)
                : new ApiError(StatusCodes.Status502BadGateway, exception.Code, exception.Message));
        }
    }

    private static async Task<IResult> RemoveAsync(
        HttpContext context, string name, IPublicationStore store, AuditLog audit, CancellationToken cancellation)
    {
        await FindAsync(store, name, cancellation);
        await store.RemoveAsync(name, null, cancellation);
        await audit.WriteAsync(context.Caller().Name, "published.remove", name, cancellation);
        return Results.NoContent();
    }

    private static async Task<IResult> RemoveOneAsync(
        HttpContext context, string name, string version, IPublicationStore store, AuditLog audit, CancellationToken cancellation)
    {
        if (await store.FindAsync(name, version, cancellation) is null)
        {
            throw new ApiException(ApiError.NotFound($"{name} has no such version"));
        }

        if (!await store.RemoveAsync(name, version, cancellation))
        {
            throw new ApiException(new ApiError(
                StatusCodes.Status409Conflict, "in_use",
                "this version is the one that is published; roll back to another one first, or remove the name"));
        }

        await audit.WriteAsync(context.Caller().Name, "published.remove", $"{name} {version}", cancellation);
        return Results.NoContent();
    }

    private static async Task<PublishedName> FindAsync(IPublicationStore store, string name, CancellationToken cancellation) =>
        await store.FindNameAsync(name, cancellation) ?? throw new ApiException(ApiError.NotFound("nothing is published under this name"));
}
