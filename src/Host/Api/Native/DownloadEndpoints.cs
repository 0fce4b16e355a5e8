using Atelier.Host.Api.Errors;
using Atelier.Host.Api.Json;
using Atelier.Host.Api.Native.Contracts;
using Atelier.Host.Downloads;
using Atelier.Host.Security;
using Atelier.Host.Store;

namespace Atelier.Host.Api.Native;

/// <summary><c>/api/v1/downloads</c>: models from hubs.</summary>
internal static class DownloadEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var downloads = api.MapGroup("/downloads").WithTags("Downloads");
        downloads.MapPost("/preview", PreviewAsync).RequireRole(Role.Operator).Accepts<PreviewBody>("application/json")
            .Produces<OfferView>()
            .WithSummary("What a source offers and on what terms: files, card, licence, restrictions. Fetches nothing.");
        downloads.MapPost("", CreateAsync).RequireRole(Role.Operator).Accepts<DownloadBody>("application/json")
            .Produces<DownloadView>(StatusCodes.Status202Accepted)
            .WithSummary(
                "Fetches a model. It survives a restart of the server, and asking again after a failure goes on where it stopped.");
        downloads.MapGet("", List).RequireRole(Role.Operator)
            .WithSummary("Lists downloads: waiting, running, and those that ended not long ago.");
        downloads.MapGet("/{id}", Get).RequireRole(Role.Operator).WithSummary("One download, with its progress.");
        downloads.MapDelete("/{id}", DeleteAsync).RequireRole(Role.Operator).Produces(StatusCodes.Status204NoContent)
            .WithSummary("Ends a download and removes what was fetched of it; one that has ended is taken from the list.");
    }

    private static async Task<OfferView> PreviewAsync(
        HttpRequest request, ModelHubs hubs, ModelFetcher fetcher, CancellationToken cancellation)
    {
        var body = await StrictJson.ReadAsync<PreviewBody>(request, cancellation);
        var offer = await hubs.DescribeAsync(body.Source, body.File, body.Name, cancellation);
        return OfferView.Of(offer, fetcher.IsTaken(offer));
    }

    private static async Task<IResult> CreateAsync(
        HttpContext context, ModelHubs hubs, DownloadQueue queue, AuditLog audit, CancellationToken cancellation)
    {
        var body = await StrictJson.ReadAsync<DownloadBody>(context.Request, cancellation);
        var caller = context.Caller();
        var offer = await hubs.DescribeAsync(body.Source, body.File, body.Name, cancellation);
        if (!body.AcceptLicence)
        {
            throw new ApiException(ApiError.Invalid(
                "acceptLicence",
                $"must be true: read the licence ({offer.Licence?.Name ?? "none is named"}) and the restrictions that /api/v1/downloads/preview shows, "
                + "and accept them"));
        }

        var entry = queue.Add(offer, caller.Name, body.Replace);
        await audit.WriteAsync(caller.Name, "download.create", $"{offer.Source} as {offer.Name}", cancellation);
        return Results.Accepted($"/api/v1/downloads/{entry.Download.Id}", DownloadView.Of(entry, queue.PositionOf(entry)));
    }

    private static PageOf<DownloadView> List(DownloadQueue queue) =>
        new([.. queue.List().Select(entry => DownloadView.Of(entry, queue.PositionOf(entry)))], null);

    private static DownloadView Get(string id, DownloadQueue queue) =>
        queue.Find(id) is { } entry ? DownloadView.Of(entry, queue.PositionOf(entry)) : throw Unknown();

    private static async Task<IResult> DeleteAsync(
        HttpContext context, string id, DownloadQueue queue, AuditLog audit, CancellationToken cancellation)
    {
        var entry = queue.Find(id) ?? throw Unknown();
        if (!await queue.RemoveAsync(id))
        {
            throw Unknown();
        }

        await audit.WriteAsync(
            context.Caller().Name, "download.delete", $"{entry.Download.Offer.Source} as {entry.Download.Offer.Name}", cancellation);
        return Results.NoContent();
    }

    private static ApiException Unknown() => new(ApiError.NotFound("there is no download of this id"));
}
