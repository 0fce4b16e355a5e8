using Atelier.Host.Api.Json;
using Atelier.Diffusion.Imaging;
using Atelier.Host.Api.Errors;
using Atelier.Host.Security;
using Atelier.Host.Store;

namespace Atelier.Host.Api.Automatic1111.Extras;

/// <summary>What pictures say about themselves.</summary>
internal static class PictureInfoEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("png-info", (Delegate)Read).RequireRole(Role.Viewer).TakesUpTo(BodyLimit.Upload);
        routes.MapPost("interrogate", (Delegate)Interrogate).RequireRole(Role.User).TakesUpTo(BodyLimit.Upload);
    }

    private static async Task<IResult> Read(HttpContext context)
    {
        var body = await LenientBody.ReadAsync(context.Request);
        var metadata = PictureMetadata.Read(PictureText.Read("image", body.Text("image")));
        return Automatic1111Json.Answer(new
        {
            Info = metadata.Parameters ?? "",
            Items = metadata.Texts,
            Parameters = metadata.Infotext?.ToParameters() ?? new Dictionary<string, string>(),
        });
    }

    private static async Task<IResult> Interrogate(HttpContext context)
    {
        var body = await LenientBody.ReadAsync(context.Request);
        var model = body.Text("model") ?? "clip";
        throw new ApiException(
            ApiError.NotFound(
                $"Model not found: this server has no model that describes pictures, and so not {Texts.OneLine.Quoted(model)}"));
    }
}
