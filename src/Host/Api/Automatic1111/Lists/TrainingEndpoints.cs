using Atelier.Host.Api.Errors;
using Atelier.Host.Security;
using Atelier.Host.Store;

namespace Atelier.Host.Api.Automatic1111.Lists;

/// <summary>AUTOMATIC1111 trains; this server makes pictures.</summary>
internal static class TrainingEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var route in (string[])["create/embedding", "create/hypernetwork", "train/embedding", "train/hypernetwork"])
        {
            routes.MapPost(route, IResult () => throw new ApiException(new ApiError(
                    StatusCodes.Status422UnprocessableEntity, "not_possible", $"{route}: this server does not train models")))
                .RequireRole(Role.User);
        }
    }
}
