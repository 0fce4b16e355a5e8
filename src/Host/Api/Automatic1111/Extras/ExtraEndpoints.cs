using Atelier.Host.Api.Json;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Atelier.Diffusion.Imaging;
using Atelier.Host.Api.Errors;
using Atelier.Host.Api.Automatic1111.Options;
using Atelier.Host.Security;
using Atelier.Host.Store;
using Atelier.Host.Worker;

namespace Atelier.Host.Api.Automatic1111.Extras;

/// <summary>Pictures to other sizes.</summary>
internal sealed class ExtraEndpoints(IWorkers workers, UpscalerList upscalers, OptionsFile options)
{
    private const int MostPictures = 100;
    private const int Scale = 4;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("extra-single-image", (HttpContext context, ExtraEndpoints endpoints) => endpoints.OneAsync(context))
            .RequireRole(Role.User)
            .TakesUpTo(BodyLimit.Upload);
        routes.MapPost("extra-batch-images", (HttpContext context, ExtraEndpoints endpoints) => endpoints.ManyAsync(context))
            .RequireRole(Role.User)
            .TakesUpTo(BodyLimit.Upload);
        routes.MapGet("upscalers", Upscalers).RequireRole(Role.Viewer);
        routes.MapGet("latent-upscale-modes", LatentModes).RequireRole(Role.Viewer);
    }

    private async Task<IResult> OneAsync(HttpContext context)
    {
        var body = await LenientBody.ReadAsync(context.Request);
        var settings = ExtraSettings.Read(body, await upscalers.WaitAsync(context.RequestAborted));
        var image = await ResizeAsync(context, settings, PictureText.Read("image", body.Text("image")));
        return Automatic1111Json.Answer(new { HtmlInfo = Html(settings), Image = image });
    }

    private async Task<IResult> ManyAsync(HttpContext context)
    {
        var body = await LenientBody.ReadAsync(context.Request);
        var settings = ExtraSettings.Read(body, await upscalers.WaitAsync(context.RequestAborted));
        var images = new List<string>();
        foreach (var file in List(body))
        {
            images.Add(await ResizeAsync(context, settings, file));
        }

        return Automatic1111Json.Answer(new { HtmlInfo = Html(settings), Images = images });
    }

    private static List<byte[]> List(LenientBody body)
    {
        const string field = "imageList";
        if (body.Given(field) is not { ValueKind: JsonValueKind.Array } list || list.GetArrayLength() is 0 or > MostPictures)
        {
            throw new ApiException(ApiError.Invalid(field, $"must be a list of 1 to {MostPictures} pictures, each with data and name"));
        }

        return [.. list.EnumerateArray().Select((item, index) => PictureText.Read($"{field}.{index}.data", Data(item)))];
    }

    private static string? Data(JsonElement item) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.String
            ? data.GetString()
            : null;

    private async Task<string> ResizeAsync(HttpContext context, ExtraSettings settings, byte[] file)
    {
        var format = PictureText.StoredFormat(options.Of(context.Caller().Name).SamplesFormat);
        var texts = PictureMetadata.Read(file);
        var resized = settings.Upscaler is { } upscaler
            ? await workers.AskAsync(settings.Question(file, upscaler.Name, format), context.RequestAborted)
            : await workers.AskAsync(ExtraSettings.Same(file, format), context.RequestAborted);
        return Convert.ToBase64String(texts.AddTo(resized.File));
    }

    private static string Html(ExtraSettings settings)
    {
        var size = settings.Factor is { } factor
            ? $"Postprocess upscale by: {factor.ToString(CultureInfo.InvariantCulture)}"
            : $"Postprocess upscale to: {settings.Width}x{settings.Height}";
        return settings.Upscaler is null
            ? ""
            : $"<p>{WebUtility.HtmlEncode($"{size}, Postprocess upscaler: {settings.Upscaler.Label}")}</p>";
    }

    // AUTOMATIC1111 lists its own with neither file nor network.
    private static async Task<IResult> Upscalers(UpscalerList upscalers, CancellationToken cancellation) =>
        Automatic1111Json.Answer(UpscalerOrder.Of(await upscalers.WaitAsync(cancellation)).Select(upscaler => new
        {
            Name = upscaler.Label,
            ModelName = upscaler.File?.Name,
            ModelPath = (string?)null,
            ModelUrl = (string?)null,
            Scale,
        }));

    private static async Task<IResult> LatentModes(UpscalerList upscalers, CancellationToken cancellation) =>
        Automatic1111Json.Answer(
            (await upscalers.WaitAsync(cancellation)).Where(upscaler => upscaler.IsLatent)
                .Select(upscaler => new { Name = upscaler.Label }));
}
