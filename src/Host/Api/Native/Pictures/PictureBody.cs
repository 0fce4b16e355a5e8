using Atelier.Diffusion.Imaging;
using Atelier.Host.Api.Errors;
using Atelier.Host.Security;

namespace Atelier.Host.Api.Native.Pictures;

/// <summary>A picture as a request's body, or as a form's file.</summary>
internal static class PictureBody
{
    private static readonly string[] Types = ["multipart/form-data", "image/png", "image/jpeg", "image/webp", "application/octet-stream"];

    /// <summary>Lets a route take a picture.</summary>
    public static RouteHandlerBuilder TakesPicture(this RouteHandlerBuilder route) =>
        route.TakesContent(Types).TakesUpTo(BodyLimit.Upload).Accepts<byte[]>(Types[0], Types[1..]);

    /// <summary>Reads it.</summary>
    /// <exception cref="ApiException">It is no PNG, JPEG or WebP file, whatever it is called.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        await using var source = request.HasFormContentType ? await FormFileAsync(request, cancellation) : request.Body;
        using var content = new MemoryStream();
        await source.CopyToAsync(content, cancellation);
        var file = content.GetBuffer().AsMemory(0, (int)content.Length);
        return PictureHeader.IsPicture(file.Span)
            ? file
            : throw new ApiException(
                new ApiError(
                    StatusCodes.Status415UnsupportedMediaType, "unsupported_media_type", "must be a PNG, JPEG or WebP picture", "file"));
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
