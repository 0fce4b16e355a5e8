using Atelier.Host.Api.Errors;
using Atelier.Host.Api.Json;
using Atelier.Host.Api.Native.Contracts;
using Atelier.Host.Security;
using Atelier.Host.Store;
using Atelier.Host.Webhooks.Out;

namespace Atelier.Host.Api.Native;

/// <summary><c>/api/v1/webhooks</c>: who is told what happens here.</summary>
internal static class WebhookEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var webhooks = api.MapGroup("/webhooks").WithTags("Webhooks");
        webhooks.MapGet(
            "", async (IWebhookStore store, CancellationToken cancellation) =>
                (await store.ListAsync(cancellation)).Select(one => WebhookView.Of(one)).ToArray())
            .RequireRole(Role.Operator).WithSummary("All webhooks, without their secrets.");
        webhooks.MapPost("", AddAsync).RequireRole(Role.Operator).Accepts<WebhookBody>("application/json")
            .Produces<WebhookView>(StatusCodes.Status201Created)
            .WithSummary(
                "Has an address called when something happens (Standard Webhooks 1.0). The answer is the only place where the secret is told.");
        webhooks.MapGet(
            "/{id}", async (string id, IWebhookStore store, CancellationToken cancellation) =>
                WebhookView.Of(await FindAsync(id, store, cancellation)))
            .RequireRole(Role.Operator).WithSummary("One webhook.");
        webhooks.MapPatch("/{id}", ChangeAsync).RequireRole(Role.Operator).Accepts<WebhookChangeBody>("application/json")
            .Produces<WebhookView>()
            .WithSummary("Changes a webhook. Enabling one begins anew: what happened meanwhile is not told.");
        webhooks.MapDelete("/{id}", RemoveAsync).RequireRole(Role.Operator).Produces(StatusCodes.Status204NoContent)
            .WithSummary("Removes a webhook, with its deliveries.");
        webhooks.MapPost("/{id}/rotate", RotateAsync).RequireRole(Role.Operator).Accepts<RotateBody>("application/json")
            .Produces<WebhookView>()
            .WithSummary("Gives a webhook a new secret, which the answer tells. For 24 hours messages are signed with both.");
        webhooks.MapPost("/{id}/test", TestAsync).RequireRole(Role.Operator).Produces<DeliveryView>(StatusCodes.Status202Accepted)
            .WithSummary("Sends a message of type webhook.ping.");
        DeliveryEndpoints.Map(api, webhooks);
    }

    /// <exception cref="ApiException">There is none of this id.</exception>
    public static async Task<Webhook> FindAsync(string id, IWebhookStore store, CancellationToken cancellation) =>
        Ids.AreLike(id) && await store.FindAsync(id, cancellation) is { JobId: null } webhook
            ? webhook
            : throw new ApiException(ApiError.NotFound("there is no webhook of this id"));

    /// <exception cref="ApiException">Something is wrong with it: all of it is named.</exception>
    public static void Check(WebhookWish wish, WebhookBook book)
    {
        if (book.Problems(wish) is { Count: > 0 } problems)
        {
            throw new ApiException(ApiError.Invalid(problems));
        }
    }

    private static async Task<IResult> AddAsync(HttpContext context, WebhookBook book, AuditLog audit, CancellationToken cancellation)
    {
        var body = await StrictJson.ReadAsync<WebhookBody>(context.Request, cancellation);
        Check(body.Wish, book);
        var webhook = await book.AddAsync(body.Wish, body.Enabled, context.Caller().Name, cancellation)
            ?? throw new ApiException(
                new ApiError(
                    StatusCodes.Status409Conflict, "too_many", $"there are {WebhookBook.Most} webhooks already; remove one first"));
        await audit.WriteAsync(context.Caller().Name, "webhook.create", $"{webhook.Id} to {webhook.Url.Host}", cancellation);
        return Results.Created($"/api/v1/webhooks/{webhook.Id}", WebhookView.Of(webhook, webhook.Secret));
    }

    private static async Task<WebhookView> ChangeAsync(
        HttpContext context, string id, IWebhookStore store, WebhookBook book, AuditLog audit, CancellationToken cancellation)
    {
        var body = await StrictJson.ReadAsync<WebhookChangeBody>(context.Request, cancellation);
        Check(body.Wish, book);
        await FindAsync(id, store, cancellation);
        var changed = await book.ChangeAsync(id, body.Wish, body.Enabled, cancellation) ?? await FindAsync(id, store, cancellation);
        await audit.WriteAsync(context.Caller().Name, "webhook.change", $"{id} to {changed.Url.Host}", cancellation);
        return WebhookView.Of(changed);
    }

    private static async Task<IResult> RemoveAsync(
        HttpContext context, string id, IWebhookStore store, AuditLog audit, CancellationToken cancellation)
    {
        var webhook = await FindAsync(id, store, cancellation);
        await store.RemoveAsync(id, cancellation);
        await audit.WriteAsync(context.Caller().Name, "webhook.remove", $"{id} to {webhook.Url.Host}", cancellation);
        return Results.NoContent();
    }

    private static async Task<WebhookView> RotateAsync(
        HttpContext context, string id, IWebhookStore store, WebhookBook book, AuditLog audit, CancellationToken cancellation)
    {
        var body = await StrictJson.ReadAsync(context.Request, new RotateBody(), cancellation);
        Check(new WebhookWish("", null, null, null, body.Secret), book);
        await FindAsync(id, store, cancellation);
        var rotated = await book.RotateAsync(id, body.Secret, cancellation) ?? await FindAsync(id, store, cancellation);
        await audit.WriteAsync(context.Caller().Name, "webhook.rotate", id, cancellation);
        return WebhookView.Of(rotated, rotated.Secret);
    }

    private static async Task<IResult> TestAsync(string id, IWebhookStore store, WebhookBook book, CancellationToken cancellation)
    {
        var webhook = await FindAsync(id, store, cancellation);
        if (!webhook.Enabled)
        {
            throw new ApiException(new ApiError(StatusCodes.Status409Conflict, "disabled", "this webhook is disabled; enable it first"));
        }

        var delivery = await book.PingAsync(webhook, cancellation);
        return Results.Accepted($"/api/v1/webhooks/{id}/deliveries/{delivery.Id}", DeliveryView.Of(delivery, [], withBody: true));
    }
}
