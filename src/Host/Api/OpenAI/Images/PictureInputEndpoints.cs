using Atelier.Host.Api.Errors;
using Atelier.Host.Security;
using Atelier.Host.Store;

namespace Atelier.Host.Api.OpenAI.Images;

/// <summary>What begins with a picture of the caller's.</summary>
internal static class PictureInputEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var route in (string[])["edits", "variations"])
        {
            routes.MapPost($"images/{route}", IResult () => throw new ApiException(new ApiError(
                    StatusCodes.Status400BadRequest, "unsupported", "pictures are not taken as a start yet; use /v1/images/generations", "image")))
                .RequireRole(Role.User)
                .TakesContent("multipart/form-data", "application/json")
                .TakesUpTo(BodyLimit.Upload);
        }
    }
}
