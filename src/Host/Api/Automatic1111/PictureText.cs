using Atelier.Diffusion.Imaging;
using Atelier.Host.Api.Errors;
using Atelier.Imaging;

namespace Atelier.Host.Api.Automatic1111;

/// <summary>A picture in a request: base64, alone or as a <c>data:</c> URL. Others' servers are not asked for pictures.</summary>
internal static class PictureText
{
    /// <exception cref="ApiException">It is none.</exception>
    public static byte[] Read(string field, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new ApiException(ApiError.Invalid(field, "is missing; it must be a picture in base64"));
        }

        if (text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
        {
            throw new ApiException(ApiError.Invalid(
                field, "is an address; pictures are not fetched from elsewhere, so it must be the picture itself in base64"));
        }

        var start = text.StartsWith("data:", StringComparison.OrdinalIgnoreCase) ? text.IndexOf(',', StringComparison.Ordinal) + 1 : 0;
        var file = new byte[(text.Length - start) / 4 * 3 + 3];
        if (!Convert.TryFromBase64Chars(text.AsSpan(start), file, out var length) || length == 0)
        {
            throw new ApiException(ApiError.Invalid(field, "is not base64; it must be a PNG, JPEG or WebP picture in base64"));
        }

        try
        {
            var picture = file[..length];
            _ = PictureHeader.Read(picture);
            return picture;
        }
        catch (PictureException exception)
        {
            throw new ApiException(ApiError.Invalid(field, exception.Message));
        }
    }

    /// <summary>AUTOMATIC1111's word for a format as the server has it: <c>jpg</c> is <c>jpeg</c>.</summary>
    public static string StoredFormat(string format) => format == "jpg" ? "jpeg" : format;
}
