using Atelier.Host.Api.Json;
using Atelier.Host.Security;
using Atelier.Host.Store;

namespace Atelier.Host.Api.OpenAI.Images;

/// <summary><c>images/generations</c>: pictures from words.</summary>
internal static class GenerationEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("images/generations", MakeAsync).RequireRole(Role.User);

    private static async Task<IResult> MakeAsync(HttpContext context, ImageQueryReader reader, ImageAnswer answer) =>
        await answer.MakeAsync(context, reader.Read(await LenientBody.ReadAsync(context.Request)));
}
