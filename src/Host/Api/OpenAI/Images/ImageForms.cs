using System.Text.Json;
using Atelier.Host.Api.Errors;
using Atelier.Host.Api.Json;
using Atelier.Host.Inputs;
using Atelier.Host.Security;
using Atelier.Host.Store;

namespace Atelier.Host.Api.OpenAI.Images;

/// <summary>A form with pictures.</summary>
/// <param name="Image">The picture, by reference: it is kept.</param>
/// <param name="Mask">The mask likewise; null where there is none.</param>
/// <param name="Fields">Everything else, which is text.</param>
internal sealed record ImageForm(string Image, string? Mask, LenientBody Fields);

/// <summary>Reads forms, and keeps the pictures in them.</summary>
internal sealed class ImageForms(Uploads uploads)
{
    private const string Image = "image";
    private const string Mask = "mask";

    /// <exception cref="ApiException">It is no form, or lacks the picture.</exception>
    /// <exception cref="Atelier.Generation.RequestException">A part is no picture.</exception>
    public async Task<ImageForm> ReadAsync(HttpContext context)
    {
        var form = await FormAsync(context);
        var images = form.Files.Where(file => file.Name is Image or $"{Image}[]").ToList();
        if (images.Count != 1)
        {
            throw new ApiException(ApiError.Invalid(Image, images.Count == 0
                ? "is missing; it must be the picture's file"
                : $"has {images.Count} pictures; one is taken"));
        }

        var owner = context.Caller().Name;
        return new ImageForm(
            await KeepAsync(Image, images[0], owner, context.RequestAborted),
            form.Files.GetFile(Mask) is { } mask ? await KeepAsync(Mask, mask, owner, context.RequestAborted) : null,
            LenientBody.Parse(JsonSerializer.SerializeToUtf8Bytes(form.ToDictionary(field => field.Key, field => field.Value.ToString()))));
    }

    private static async Task<IFormCollection> FormAsync(HttpContext context)
    {
        try
        {
            return await context.Request.ReadFormAsync(context.RequestAborted);
        }
        catch (InvalidDataException exception)
        {
            throw new ApiException(new ApiError(StatusCodes.Status400BadRequest, "invalid_request", exception.Message));
        }
    }

    private async Task<string> KeepAsync(string field, IFormFile part, string owner, CancellationToken cancellation)
    {
        using var content = new MemoryStream();
        await part.CopyToAsync(content, cancellation);
        var file = content.ToArray();
        return PictureHash.Reference((await uploads.KeepAsync(file, InlinePicture.Header(field, file), owner, cancellation)).Hash);
    }
}
