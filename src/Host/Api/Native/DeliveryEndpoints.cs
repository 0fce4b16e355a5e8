using Atelier.Host.Api.Errors;
using Atelier.Host.Api.Native.Contracts;
using Atelier.Host.Security;
using Atelier.Host.Store;
using Atelier.Host.Texts;
using Atelier.Host.Webhooks.Out;

namespace Atelier.Host.Api.Native;

/// <summary>What webhooks were told, and whether it got through.</summary>
internal static class DeliveryEndpoints
{
    public static void Map(RouteGroupBuilder api, RouteGroupBuilder webhooks)
    {
        webhooks.MapGet("/deliveries", ListAllAsync).RequireRole(Role.Operator)
            .WithSummary("Deliveries of all webhooks, newest first: ?state=waiting, delivered or dead.");
        webhooks.MapGet("/{id}/deliveries", ListAsync).RequireRole(Role.Operator)
            .WithSummary("A webhook's deliveries with every call, newest first: ?state=waiting, delivered or dead.");
        webhooks.MapGet("/{id}/deliveries/{delivery}", GetAsync).RequireRole(Role.Operator)
            .WithSummary("One delivery, with what was sent and every call.");
        webhooks.MapPost("/{id}/deliveries/{delivery}/resend", ResendAsync).RequireRole(Role.Operator)
            .Produces<DeliveryView>(StatusCodes.Status202Accepted)
            .WithSummary("Sends a delivery again, with the same webhook-id.");
        webhooks.MapPost("/{id}/deliveries/resend", ResendAllAsync).RequireRole(Role.Operator)
            .Produces<ResentView>(StatusCodes.Status202Accepted)
            .WithSummary("Sends again all that a webhook was to be told and that was given up.");
        api.MapGet("/jobs/{id}/deliveries", ListOfJobAsync).RequireRole(Role.Viewer).WithTags("Jobs")
            .WithSummary("What a job's own webhook was told.");
    }

    private static Task<PageOf<DeliveryView>> ListAllAsync(
        IDeliveryStore deliveries, [AsParameters] ListQuery query, string? state, CancellationToken cancellation) =>
        PageAsync(deliveries, new DeliveryFilter(query.Count(), BeforeOf(query), State: StateOf(state)), cancellation);

    private static async Task<PageOf<DeliveryView>> ListAsync(
        string id, IWebhookStore store, IDeliveryStore deliveries, [AsParameters] ListQuery query, string? state,
        CancellationToken cancellation)
    {
        await WebhookEndpoints.FindAsync(id, store, cancellation);
        return await PageAsync(deliveries, new DeliveryFilter(query.Count(), BeforeOf(query), id, State: StateOf(state)), cancellation);
    }

    private static async Task<PageOf<DeliveryView>> ListOfJobAsync(
        HttpContext context, string id, JobViews jobs, IDeliveryStore deliveries, [AsParameters] ListQuery query,
        CancellationToken cancellation)
    {
        await jobs.FindAsync(id, context.Caller(), cancellation);
        return await PageAsync(deliveries, new DeliveryFilter(query.Count(), BeforeOf(query), JobId: id), cancellation);
    }

    private static async Task<DeliveryView> GetAsync(string id, string delivery, IDeliveryStore deliveries, CancellationToken cancellation) =>
        await ViewAsync(await FindAsync(id, delivery, deliveries, cancellation), deliveries, cancellation);

    private static async Task<IResult> ResendAsync(
        HttpContext context, string id, string delivery, IDeliveryStore deliveries, WebhookBook book, AuditLog audit,
        CancellationToken cancellation)
    {
        await FindAsync(id, delivery, deliveries, cancellation);
        await book.ResendAsync(id, delivery, cancellation);
        await audit.WriteAsync(context.Caller().Name, "webhook.resend", $"{id} {delivery}", cancellation);
        return Results.Accepted(
            $"/api/v1/webhooks/{id}/deliveries/{delivery}",
            await ViewAsync(await FindAsync(id, delivery, deliveries, cancellation), deliveries, cancellation));
    }

    private static async Task<IResult> ResendAllAsync(
        HttpContext context, string id, IWebhookStore store, WebhookBook book, AuditLog audit, CancellationToken cancellation)
    {
        await WebhookEndpoints.FindAsync(id, store, cancellation);
        var count = await book.ResendAsync(id, null, cancellation);
        await audit.WriteAsync(context.Caller().Name, "webhook.resend", $"{id} {count} deliveries", cancellation);
        return Results.Accepted($"/api/v1/webhooks/{id}/deliveries", new ResentView(count));
    }

    private static async Task<Delivery> FindAsync(string id, string delivery, IDeliveryStore deliveries, CancellationToken cancellation) =>
        await deliveries.FindAsync(delivery, cancellation) is { } found && found.WebhookId == id
            ? found
            : throw new ApiException(ApiError.NotFound("there is no delivery of this id"));

    private static async Task<DeliveryView> ViewAsync(Delivery delivery, IDeliveryStore deliveries, CancellationToken cancellation) =>
        DeliveryView.Of(delivery, (await deliveries.AttemptsAsync([delivery.Id], cancellation))[delivery.Id], withBody: true);

    private static async Task<PageOf<DeliveryView>> PageAsync(
        IDeliveryStore deliveries, DeliveryFilter filter, CancellationToken cancellation)
    {
        var page = await deliveries.ListAsync(filter, cancellation);
        var attempts = await deliveries.AttemptsAsync([.. page.Deliveries.Select(delivery => delivery.Id)], cancellation);
        return new PageOf<DeliveryView>(
            [.. page.Deliveries.Select(delivery => DeliveryView.Of(delivery, attempts[delivery.Id]))], page.Next);
    }

    private static string? BeforeOf(ListQuery query) => query.Before(MessageIds.AreLike);

    private static DeliveryState? StateOf(string? name) => name is null ? null
        : Enum.TryParse<DeliveryState>(name, ignoreCase: true, out var state) && char.IsAsciiLetter(name[0]) ? state
        : throw new ApiException(ApiError.Invalid("state", $"{OneLine.Quoted(name)} is unknown; it must be waiting, delivered or dead"));
}
