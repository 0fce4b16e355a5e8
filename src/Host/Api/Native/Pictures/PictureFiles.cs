using Atelier.Host.Api.Errors;
using Atelier.Host.Security;
using Atelier.Host.Store;
using Microsoft.Net.Http.Headers;

namespace Atelier.Host.Api.Native.Pictures;

/// <summary>The files of pictures. They never change, so that browsers may keep them.</summary>
internal static class PictureFiles
{
    public static void Map(RouteGroupBuilder pictures)
    {
        pictures.MapGet("/{id}/file", FileAsync).RequireRole(Role.Viewer).Produces<byte[]>(contentType: "image/png")
            .WithSummary("The picture's file; with ?download=1 to be saved.");
        pictures.MapGet("/{id}/thumbnail", ThumbnailAsync).RequireRole(Role.Viewer).Produces<byte[]>(contentType: "image/webp")
            .WithSummary("A WebP of at most 384 pixels a side.");
    }

    private static async Task<IResult> FileAsync(
        HttpContext context, string id, string? download, PictureViews views, IPictureFiles files, CancellationToken cancellation)
    {
        var picture = await views.FindAsync(id, context.Caller(), cancellation);
        var name = $"{picture.Id}.{ExtensionOf(picture.Format)}";
        context.Response.Headers.ContentDisposition = $"{(download is "1" or "true" ? "attachment" : "inline")}; filename=\"{name}\"";
        return Send(context, files, picture.Hash, $"image/{picture.Format}");
    }

    private static async Task<IResult> ThumbnailAsync(
        HttpContext context, string id, PictureViews views, IPictureFiles files, CancellationToken cancellation)
    {
        var picture = await views.FindAsync(id, context.Caller(), cancellation);
        return Send(context, files, picture.Thumbnail, "image/webp");
    }

    /// <summary>What a file of that format ends in.</summary>
    public static string ExtensionOf(string format) => format == "jpeg" ? "jpg" : format;

    /// <summary>A kept file, which never changes under its hash.</summary>
    public static IResult Send(HttpContext context, IPictureFiles files, string hash, string type)
    {
        var stream = files.Open(hash) ?? throw new ApiException(ApiError.NotFound("the picture's file is gone"));
        context.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        context.Response.Headers.ContentSecurityPolicy = SecurityHeaders.FilePolicy;
        return Results.Stream(stream, type, entityTag: new EntityTagHeaderValue($"\"{hash}\""), enableRangeProcessing: true);
    }
}
