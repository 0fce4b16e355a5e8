using System.Globalization;
using Atelier.Host.Api.Errors;
using Atelier.Host.Api.Json;
using Atelier.Host.Api.Native.Contracts;
using Atelier.Host.Security;
using Atelier.Host.Security.Keys;
using Atelier.Host.Store;
using Atelier.Host.Texts;

namespace Atelier.Host.Api.Native;

/// <summary><c>/api/v1/keys</c> and <c>/api/v1/audit</c>.</summary>
internal static class KeyEndpoints
{
    private const int UsualAudit = 100;
    private const int MostAudit = 1000;

    public static void Map(RouteGroupBuilder api)
    {
        var keys = api.MapGroup("/keys").WithTags("Keys");
        keys.MapGet("",
            async (KeyRing ring, CancellationToken cancellation) =>
                (await ring.ListAsync(cancellation)).Select(key => KeyView.Of(key)).ToArray())
            .RequireRole(Role.Admin).WithSummary("All keys, without their secrets.");
        keys.MapPost("", AddAsync).RequireRole(Role.Admin).Accepts<KeyBody>("application/json")
            .Produces<KeyView>(StatusCodes.Status201Created)
            .WithSummary("Makes a key. The answer is the only place where the key itself is told.");
        keys.MapDelete("/{id}", RemoveAsync).RequireRole(Role.Admin).Produces(StatusCodes.Status204NoContent)
            .WithSummary("Removes a key. It is refused from then on, and so are the sessions that it began.");
        api.MapGet("/audit", AuditAsync).RequireRole(Role.Admin).WithTags("Keys")
            .WithSummary("The newest lines of the audit log, newest first: ?limit=100.");
    }

    private static async Task<IResult> AddAsync(
        HttpContext context, KeyRing ring, AuditLog audit, TimeProvider time, CancellationToken cancellation)
    {
        var body = await StrictJson.ReadAsync<KeyBody>(context.Request, cancellation);
        var wish = new KeyWish(body.Name, body.Role, body.ExpiresAt, body.WaitingLimit, body.PicturesPerDay);
        if (wish.Problems(time.GetUtcNow()).ToList() is { Count: > 0 } problems)
        {
            throw new ApiException(ApiError.Invalid(problems));
        }

        var made = await ring.AddAsync(wish, secret: null, cancellation)
            ?? throw new ApiException(
                new ApiError(StatusCodes.Status409Conflict, "name_taken", $"there is a key named '{body.Name}' already", "name"));
        await audit.WriteAsync(context.Caller().Name, "key.create", $"{made.Key.Name} ({made.Key.Role})", cancellation);
        return Results.Created($"/api/v1/keys/{made.Key.Id}", KeyView.Of(made.Key, made.Secret));
    }

    private static async Task<IResult> RemoveAsync(
        HttpContext context, string id, KeyRing ring, AuditLog audit, CancellationToken cancellation)
    {
        var keys = await ring.ListAsync(cancellation);
        var key = keys.FirstOrDefault(key => key.Id == id) ?? throw new ApiException(ApiError.NotFound("there is no key of this id"));
        if (key.Role == Role.Admin && !keys.Any(other => other.Id != id && other.Role == Role.Admin && !ring.HasExpired(other)))
        {
            throw new ApiException(
                new ApiError(StatusCodes.Status409Conflict, "last_admin", "this is the last admin key; make another one first"));
        }

        await ring.RemoveAsync(id, cancellation);
        await audit.WriteAsync(context.Caller().Name, "key.remove", key.Name, cancellation);
        return Results.NoContent();
    }

    private static async Task<IReadOnlyList<AuditEntry>> AuditAsync(string? limit, AuditLog audit, CancellationToken cancellation) =>
        await audit.NewestAsync(limit is null ? UsualAudit
            : int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= MostAudit ? count
            : throw new ApiException(
                ApiError.Invalid("limit", $"{OneLine.Quoted(limit)} is not possible; it must be from 1 to {MostAudit}")), cancellation);
}
