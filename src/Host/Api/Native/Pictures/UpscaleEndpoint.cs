using Atelier.Diffusion.Imaging;
using Atelier.Diffusion.Pipeline.Upscale;
using Atelier.Host.Api.Errors;
using Atelier.Host.Api.Json;
using Atelier.Host.Api.Native.Contracts;
using Atelier.Host.Inputs;
using Atelier.Host.Security;
using Atelier.Host.Store;
using Atelier.Host.Texts;
using Atelier.Host.Worker;
using Atelier.Imaging;

namespace Atelier.Host.Api.Native.Pictures;

/// <summary><c>/api/v1/upscale</c>: a picture made larger. Nothing is kept.</summary>
internal static class UpscaleEndpoint
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/upscale", MakeAsync).RequireRole(Role.User).WithTags("Pictures").TakesUpTo(BodyLimit.Upload)
        .Accepts<UpscaleBody>("application/json").Produces<byte[]>(contentType: "image/png")
        .WithSummary("Makes a picture larger, and answers with its file.");

    private static async Task<IResult> MakeAsync(
        HttpContext context, PictureIntake intake, UpscalerList upscalers, IWorkers workers, CancellationToken cancellation)
    {
        var body = await StrictJson.ReadAsync<UpscaleBody>(context.Request, cancellation);
        if (!ResizeQuestion.Formats.Contains(body.Format))
        {
            throw new ApiException(
                ApiError.Invalid(
                    "format", $"{OneLine.Quoted(body.Format)} is unknown; it must be {string.Join(", ", ResizeQuestion.Formats)}"));
        }

        var upscaler = UpscalerCatalog.Find(await upscalers.WaitAsync(cancellation), body.Upscaler, "upscaler", ofPictures: true);
        var caller = context.Caller();
        var file = await intake.ReadAsync("picture", body.Picture, caller.Name, caller.Role >= Role.Operator, cancellation);
        var (width, height) = SizeOf(body, PictureHeader.Read(file));
        var made = await workers.AskAsync(
            new UpscaleQuestion(file, width, height, upscaler.Name, Crop: body is { Width: not null, Height: not null }, body.Format),
            cancellation);
        return Results.Bytes(PictureTexts.CarryOver(file, made.File), $"image/{body.Format}");
    }

    private static (int Width, int Height) SizeOf(UpscaleBody body, PictureHeader picture)
    {
        var (field, width, height) = (body.Width, body.Height) switch
        {
            ({ } given, { } other) => ("width", given, other),
            ({ } given, null) => ("width", given, (int)Math.Round((double)picture.Height * given / picture.Width)),
            (null, { } given) => ("height", (int)Math.Round((double)picture.Width * given / picture.Height), given),
            _ when body.Scale is > 0 and <= UpscaleQuestion.MostScale =>
                ("scale", (int)Math.Max(1, picture.Width * body.Scale), (int)Math.Max(1, picture.Height * body.Scale)),
            _ => throw new ApiException(ApiError.Invalid("scale", $"must be more than 0 and at most {UpscaleQuestion.MostScale}")),
        };
        try
        {
            PictureLimits.Check(width, height);
            return (width, height);
        }
        catch (PictureException exception)
        {
            throw new ApiException(ApiError.Invalid(field, exception.Message));
        }
    }
}
