using System.IO.Compression;
using Atelier.Host.Api.Errors;
using Atelier.Host.Api.Json;
using Atelier.Host.Api.Native.Contracts;
using Atelier.Host.Security;
using Atelier.Host.Store;

namespace Atelier.Host.Api.Native.Pictures;

/// <summary>Several pictures in one file, made while it is sent.</summary>
internal static class PictureZip
{
    private const int Most = 1000;

    public static void Map(RouteGroupBuilder pictures) => pictures.MapPost("/zip", ZipAsync).RequireRole(Role.Viewer)
        .Accepts<ZipBody>("application/json").Produces<byte[]>(contentType: "application/zip")
        .WithSummary($"Several pictures as a zip file: at most {Most}.");

    private static async Task ZipAsync(HttpContext context, PictureViews views, IPictureFiles files)
    {
        var cancellation = context.RequestAborted;
        var body = await StrictJson.ReadAsync<ZipBody>(context.Request, cancellation);
        if (body.Ids.Count is 0 or > Most)
        {
            throw new ApiException(ApiError.Invalid("ids", $"must be 1 to {Most} ids of pictures"));
        }

        // All are looked up before the first byte is sent: afterwards there is no way to say that one is missing.
        var pictures = new List<StoredPicture>();
        foreach (var id in body.Ids.Distinct())
        {
            pictures.Add(await views.FindAsync(id, context.Caller(), cancellation));
        }

        context.Response.ContentType = "application/zip";
        context.Response.Headers.ContentDisposition = "attachment; filename=\"pictures.zip\"";
        await using var zip =
            await ZipArchive.CreateAsync(
                context.Response.BodyWriter.AsStream(), ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellation);
        foreach (var picture in pictures)
        {
            if (files.Open(picture.Hash) is not { } file)
            {
                continue;
            }

            await using (file)
            {
                // Pictures are compressed already.
                var entry = zip.CreateEntry($"{picture.Id}.{PictureFiles.ExtensionOf(picture.Format)}", CompressionLevel.NoCompression);
                entry.LastWriteTime = picture.CreatedAt;
                await using var target = await entry.OpenAsync(cancellation);
                await file.CopyToAsync(target, cancellation);
            }
        }
    }
}
