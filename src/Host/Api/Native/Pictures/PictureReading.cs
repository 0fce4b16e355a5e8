using System.Text.Json;
using Atelier.Diffusion.Imaging;
using Atelier.Host.Api.Native.Contracts;
using Atelier.Host.Security;
using Atelier.Host.Store;

namespace Atelier.Host.Api.Native.Pictures;

/// <summary>Reads from an uploaded picture how it was made. In managed code: nothing is decoded in this process.</summary>
internal static class PictureReading
{
    public static void Map(RouteGroupBuilder pictures) => pictures.MapPost("/read", ReadAsync).RequireRole(Role.Viewer).TakesPicture()
        .WithSummary("Reads recipe and infotext of a PNG, JPEG or WebP picture, as the body or as a form's file.");

    private static async Task<ReadPictureView> ReadAsync(HttpContext context, CancellationToken cancellation)
    {
        var file = await PictureBody.ReadAsync(context.Request, cancellation);
        var header = PictureHeader.Read(file);
        var metadata = PictureMetadata.Read(file);
        var recipe = metadata.Recipe;
        return new ReadPictureView(
            header.Width, header.Height, header.Format, recipe is null ? null : JsonElement.Parse(recipe.ToJson()), metadata.Parameters,
            recipe?.ToRequest() ?? metadata.Infotext?.ToRequest());
    }
}
