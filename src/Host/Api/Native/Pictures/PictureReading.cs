using System.Text.Json;
using Atelier.Diffusion.Imaging;
using Atelier.Host.Api.Errors;
using Atelier.Host.Api.Native.Contracts;
using Atelier.Host.Security;
using Atelier.Host.Store;

namespace Atelier.Host.Api.Native.Pictures;

/// <summary>Reads from an uploaded picture how it was made. In managed code: nothing is decoded in this process.</summary>
internal static class PictureReading
{
    private static readonly string[] Types = ["multipart/form-data", "image/png", "image/jpeg", "image/webp", "application/octet-stream"];

    public static void Map(RouteGroupBuilder pictures) => pictures.MapPost("/read", ReadAsync).RequireRole(Role.Viewer)
        .TakesContent(Types).TakesUpTo(BodyLimit.Upload).Accepts<byte[]>(Types[0], Types[1..])
        .WithSummary("Reads recipe and infotext of a PNG, JPEG or WebP picture, as the body or as a form's file.");

    private static async Task<ReadPictureView> ReadAsync(HttpContext context, CancellationToken cancellation)
    {
        var file = await FileOf(context.Request, cancellation);
        if (!PictureHeader.IsPicture(file.Span))
        {
            throw new ApiException(new ApiError(StatusCodes.Status415UnsupportedMediaType, "unsupported_media_type", "must be a PNG, JPEG or WebP picture", "file"));
        }

        var header = PictureHeader.Read(file);
        var metadata = PictureMetadata.Read(file);
        var recipe = metadata.Recipe;
        return new ReadPictureView(
            header.Width, header.Height, header.Format, recipe is null ? null : JsonElement.Parse(recipe.ToJson()), metadata.Parameters,
            recipe?.ToRequest() ?? metadata.Infotext?.ToRequest());
    }

    private static async Task<ReadOnlyMemory<byte>> FileOf(HttpRequest request, CancellationToken cancellation)
    {
        await using var source = request.HasFormContentType ? await FormFileAsync(request, cancellation) : request.Body;
        using var content = new MemoryStream();
        await source.CopyToAsync(content, cancellation);
        return content.GetBuffer().AsMemory(0, (int)content.Length);
    }

    private static async Task<Stream> FormFileAsync(HttpRequest request, CancellationToken cancellation)
    {
        try
        {
            var form = await request.ReadFormAsync(cancellation);
            return form.Files.FirstOrDefault()?.OpenReadStream() ?? throw new ApiException(ApiError.Invalid("file", "is missing"));
        }
        catch (InvalidDataException exception)
        {
            throw new ApiException(new ApiError(StatusCodes.Status400BadRequest, "bad_request", exception.Message));
        }
    }
}
