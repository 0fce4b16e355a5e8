using Atelier.Generation;
using Atelier.Host.Api.Errors;
using Atelier.Host.Inputs;

namespace Atelier.Host.Api.Automatic1111;

/// <summary>A picture in a request: base64, alone or as a <c>data:</c> URL. Others' servers are not asked for pictures.</summary>
internal static class PictureText
{
    /// <exception cref="ApiException">It is missing, or an address.</exception>
    /// <exception cref="RequestException">It is no picture.</exception>
    public static byte[] Read(string field, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new ApiException(ApiError.Invalid(field, "is missing; it must be a picture in base64"));
        }

        if (InlinePicture.IsAddress(text))
        {
            throw new ApiException(ApiError.Invalid(
                field, "is an address; pictures are not fetched from elsewhere, so it must be the picture itself in base64"));
        }

        return InlinePicture.Read(field, text);
    }

    /// <summary>AUTOMATIC1111's word for a format as the server has it: <c>jpg</c> is <c>jpeg</c>.</summary>
    public static string StoredFormat(string format) => format == "jpg" ? "jpeg" : format;
}
