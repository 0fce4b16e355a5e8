using System.Text.Json;
using Atelier.Host.Api.Errors;
using Atelier.Host.Api.Json;
using Atelier.Host.Api.Native.Contracts;
using Atelier.Host.Security;
using Atelier.Host.Store;
using Atelier.Host.Texts;

namespace Atelier.Host.Api.Native.Pictures;

/// <summary><c>/api/v1/pictures</c>.</summary>
internal static class PictureEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var pictures = api.MapGroup("/pictures").WithTags("Pictures");
        pictures.MapGet("", ListAsync).RequireRole(Role.Viewer)
            .WithSummary("Lists pictures, newest first: one's own, or all for operators.");
        pictures.MapGet("/{id}", GetAsync).RequireRole(Role.Viewer).WithSummary("One picture.");
        pictures.MapGet("/{id}/metadata", MetadataAsync).RequireRole(Role.Viewer)
            .WithSummary("What decided a picture: recipe and infotext.");
        pictures.MapPut("/{id}/favorite", SetFavoriteAsync).RequireRole(Role.User).Accepts<FavoriteBody>("application/json")
            .WithSummary("Marks a picture as a favourite, which is kept however old it gets.");
        pictures.MapDelete("/{id}", DeleteAsync).RequireRole(Role.User).Produces(StatusCodes.Status204NoContent)
            .WithSummary("Removes a picture.");
        PictureFiles.Map(pictures);
        PictureZip.Map(pictures);
        PictureReading.Map(pictures);
    }

    private static async Task<PageOf<PictureView>> ListAsync(
        HttpContext context, IPictureStore pictures, [AsParameters] ListQuery query, string? q, string? model, string? favorite,
        string? owner,
        CancellationToken cancellation)
    {
        var caller = context.Caller();
        var page = await pictures.ListAsync(new PictureFilter(
            query.Count(), query.Before(), caller.Role >= Role.Operator ? owner : caller.Name, q, model, FlagOf("favorite", favorite)),
            cancellation);
        return new PageOf<PictureView>([.. page.Pictures.Select(PictureView.Of)], page.Next);
    }

    private static async Task<PictureView> GetAsync(HttpContext context, string id, PictureViews views, CancellationToken cancellation) =>
        PictureView.Of(await views.FindAsync(id, context.Caller(), cancellation));

    private static async Task<PictureMetadataView> MetadataAsync(
        HttpContext context, string id, PictureViews views, CancellationToken cancellation)
    {
        var picture = await views.FindAsync(id, context.Caller(), cancellation);
        return new PictureMetadataView(JsonElement.Parse(picture.Recipe), picture.Infotext);
    }

    private static async Task<PictureView> SetFavoriteAsync(
        HttpContext context, string id, PictureViews views, IPictureStore pictures, CancellationToken cancellation)
    {
        var body = await StrictJson.ReadAsync<FavoriteBody>(context.Request, cancellation);
        var picture = await views.FindAsync(id, context.Caller(), cancellation);
        await pictures.SetFavoriteAsync(id, body.Favorite, cancellation);
        return PictureView.Of(picture with { Favorite = body.Favorite });
    }

    private static async Task<IResult> DeleteAsync(
        HttpContext context, string id, PictureViews views, IPictureStore pictures, AuditLog audit, CancellationToken cancellation)
    {
        var caller = context.Caller();
        var picture = await views.FindAsync(id, caller, cancellation);
        await pictures.RemoveAsync(id, cancellation);
        await audit.WriteAsync(caller.Name, "picture.delete", $"{id} of {picture.Owner}", cancellation);
        return Results.NoContent();
    }

    private static bool? FlagOf(string field, string? text) => text switch
    {
        null => null,
        "true" or "1" => true,
        "false" or "0" => false,
        _ => throw new ApiException(ApiError.Invalid(field, $"{OneLine.Quoted(text)} is not possible; it must be true or false")),
    };
}
