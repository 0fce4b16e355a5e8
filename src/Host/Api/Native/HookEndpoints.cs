using Atelier.Generation;
using Atelier.Host.Api.Errors;
using Atelier.Host.Api.Json;
using Atelier.Host.Api.Native.Contracts;
using Atelier.Host.Security;
using Atelier.Host.Store;
using Atelier.Host.Texts;
using Atelier.Host.Webhooks.In;

namespace Atelier.Host.Api.Native;

/// <summary><c>/api/v1/hooks</c>: who may start what by <c>POST /hooks/NAME</c>.</summary>
internal static class HookEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var hooks = api.MapGroup("/hooks").WithTags("Hooks");
        hooks.MapGet(
            "", async (IHookStore store, CancellationToken cancellation) =>
                (await store.ListAsync(cancellation)).Select(hook => HookView.Of(hook)).ToArray())
            .RequireRole(Role.Operator).WithSummary("All hooks, without their secrets.");
        hooks.MapPost("", AddAsync).RequireRole(Role.Operator).Accepts<HookBody>("application/json")
            .Produces<HookView>(StatusCodes.Status201Created)
            .WithSummary(
                "Lets a signed message to /hooks/NAME start a recipe, a script or a job. The answer is the only place where the secret is told.");
        hooks.MapGet(
            "/{name}", async (string name, IHookStore store, CancellationToken cancellation) =>
                HookView.Of(await FindAsync(name, store, cancellation)))
            .RequireRole(Role.Operator).WithSummary("One hook.");
        hooks.MapPatch("/{name}", ChangeAsync).RequireRole(Role.Operator).Accepts<HookChangeBody>("application/json").Produces<HookView>()
            .WithSummary("Changes a hook.");
        hooks.MapDelete("/{name}", RemoveAsync).RequireRole(Role.Operator).Produces(StatusCodes.Status204NoContent)
            .WithSummary("Removes a hook, with the log of what came in.");
        hooks.MapPost("/{name}/rotate", RotateAsync).RequireRole(Role.Operator).Accepts<RotateBody>("application/json").Produces<HookView>()
            .WithSummary("Gives a hook a new secret, which the answer tells. For 24 hours the one before is taken too.");
        hooks.MapGet("/{name}/calls", CallsAsync).RequireRole(Role.Operator)
            .WithSummary("What came in by a hook and what became of it, newest first.");
    }

    private static async Task<Hook> FindAsync(string name, IHookStore store, CancellationToken cancellation) =>
        await store.FindAsync(name, cancellation) ?? throw new ApiException(ApiError.NotFound("there is no hook of this name"));

    private static void Check(HookWish wish, string scheme)
    {
        if (wish.Problems(scheme).ToList() is { Count: > 0 } problems)
        {
            throw new ApiException(ApiError.Invalid(problems));
        }
    }

    // The request is right in itself; what it names is not here.
    private static async Task CheckTargetAsync(HookBook book, TargetWish? target, CancellationToken cancellation)
    {
        try
        {
            await (target is null ? Task.CompletedTask : book.CheckAsync(target, cancellation));
        }
        catch (RequestException problem)
        {
            throw new ApiException(
                ApiError.Invalid(problem.Field, problem.Problem) with { Status = StatusCodes.Status422UnprocessableEntity });
        }
    }

    private static async Task<IResult> AddAsync(HttpContext context, HookBook book, AuditLog audit, CancellationToken cancellation)
    {
        var body = await StrictJson.ReadAsync<HookBody>(context.Request, cancellation);
        Check(body.Wish, HookSchemes.Standard);
        await CheckTargetAsync(book, body.Wish.Target, cancellation);
        var hook = await book.AddAsync(body.Wish, body.Enabled, context.Caller().Name, cancellation)
            ?? throw new ApiException(
                new ApiError(
                    StatusCodes.Status409Conflict, "name_taken", $"there is a hook named {OneLine.Quoted(body.Name)} already", "name"));
        await audit.WriteAsync(
            context.Caller().Name, "hook.create", $"{hook.Name} starts {hook.Target.Kind} {hook.Target.Name}", cancellation);
        return Results.Created($"/api/v1/hooks/{hook.Name}", HookView.Of(hook, hook.Secret));
    }

    private static async Task<HookView> ChangeAsync(
        HttpContext context, string name, IHookStore store, HookBook book, AuditLog audit, CancellationToken cancellation)
    {
        var body = await StrictJson.ReadAsync<HookChangeBody>(context.Request, cancellation);
        var hook = await FindAsync(name, store, cancellation);
        Check(body.Wish, hook.Scheme);
        await CheckTargetAsync(book, body.Wish.Target, cancellation);
        var changed = await book.ChangeAsync(hook, body.Wish, body.Enabled, cancellation);
        await audit.WriteAsync(
            context.Caller().Name, "hook.change", $"{name} starts {changed.Target.Kind} {changed.Target.Name}", cancellation);
        return HookView.Of(changed);
    }

    private static async Task<IResult> RemoveAsync(
        HttpContext context, string name, IHookStore store, AuditLog audit, CancellationToken cancellation)
    {
        await FindAsync(name, store, cancellation);
        await store.RemoveAsync(name, cancellation);
        await audit.WriteAsync(context.Caller().Name, "hook.remove", name, cancellation);
        return Results.NoContent();
    }

    private static async Task<HookView> RotateAsync(
        HttpContext context, string name, IHookStore store, HookBook book, AuditLog audit, CancellationToken cancellation)
    {
        var body = await StrictJson.ReadAsync(context.Request, new RotateBody(), cancellation);
        var hook = await FindAsync(name, store, cancellation);
        Check(new HookWish(null, null, null, null, null, body.Secret), hook.Scheme);
        var rotated = await book.RotateAsync(hook, body.Secret, cancellation);
        await audit.WriteAsync(context.Caller().Name, "hook.rotate", name, cancellation);
        return HookView.Of(rotated, rotated.Secret);
    }

    private static async Task<PageOf<HookCallView>> CallsAsync(
        string name, IHookStore store, [AsParameters] ListQuery query, CancellationToken cancellation)
    {
        var hook = await FindAsync(name, store, cancellation);
        var count = query.Count();
        var calls = await store.CallsAsync(hook.Id, count + 1, query.Before(), cancellation);
        return new PageOf<HookCallView>([.. calls.Take(count).Select(HookCallView.Of)], calls.Count > count ? calls[count - 1].Id : null);
    }
}
