using System.Globalization;
using Atelier.Host.Api.Errors;
using Atelier.Host.Api.Synchronous;
using Atelier.Host.Security;

namespace Atelier.Host.Api.OpenAI.Images;

/// <summary>Serves what <see cref="PictureLinks"/> link to.</summary>
internal static class LinkedPictureEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("images/files/{id}.{format}", GetAsync).AllowAnonymous();

    private static async Task<IResult> GetAsync(
        HttpContext context, string id, string format, string? expires, string? signature, PictureLinks links, KeptPictures kept)
    {
        if (!long.TryParse(expires, NumberStyles.None, CultureInfo.InvariantCulture, out var until)
            || links.Left(id, format, until, signature ?? "") is not { } left)
        {
            throw new ApiException(new ApiError(
                StatusCodes.Status403Forbidden, "link_expired", "the link has expired or is not whole; ask for the picture again"));
        }

        if (await kept.FindAsync(id, context.RequestAborted) is not { } picture
            || await kept.ReadAsync(picture, format, null, context.RequestAborted) is not { } file)
        {
            throw new ApiException(ApiError.NotFound("the picture was deleted"));
        }

        // Who has the link may show the picture anywhere; it is only ever a picture.
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = SecurityHeaders.FilePolicy;
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        headers.CacheControl = string.Create(CultureInfo.InvariantCulture, $"private, max-age={(long)left.TotalSeconds}");
        return Results.Bytes(file, $"image/{format}");
    }
}
