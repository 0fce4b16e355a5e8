using Atelier.Host.Api.Json;
using Atelier.Host.Api.Errors;
using Atelier.Host.Api.Automatic1111.Options;
using Atelier.Host.Api.Automatic1111.Progress;
using Atelier.Host.Api.Synchronous;
using Atelier.Host.Security;
using Atelier.Host.Store;

namespace Atelier.Host.Api.Automatic1111.Making;

/// <summary><c>txt2img</c>: a job, waited for.</summary>
internal sealed class TextToImageEndpoint(TextToImageReader reader, OptionsFile options, TaskNames tasks, JobRunner runner, KeptPictures kept)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("txt2img", (HttpContext context, TextToImageEndpoint endpoint) => endpoint.MakeAsync(context))
            .RequireRole(Role.User)
            .TakesUpTo(BodyLimit.Upload);
        routes.MapPost("img2img", (Delegate)ImageToImage).RequireRole(Role.User).TakesUpTo(BodyLimit.Upload);
    }

    private async Task<IResult> MakeAsync(HttpContext context)
    {
        var caller = context.Caller();
        var body = await LenientBody.ReadAsync(context.Request);
        var wish = await reader.ReadAsync(body, options.Of(caller.Name), context.RequestAborted);
        if (wish.KeepOptions)
        {
            options.Change(caller.Name, _ => wish.Options);
        }

        var submission = caller.Submission(wish.Request, Automatic1111Api.Source);
        var job = await runner.FinishAsync(submission, accepted => tasks.Add(caller.Name, wish.Task, accepted.Id), context.RequestAborted);
        if (job.Error is { } error)
        {
            throw FailedJob.Exception(error);
        }

        // An interrupted job answers with the pictures that were done, which may be none.
        var pictures = await kept.OfAsync(job, context.RequestAborted);
        return Automatic1111Json.Answer(new
        {
            Images = wish.SendImages ? await EncodeAsync(pictures, wish.Options.SamplesFormat, context.RequestAborted) : [],
            Parameters = TextToImageEcho.Of(body),
            Info = ProcessedInfo.Of(job, wish, pictures),
        });
    }

    private async Task<List<string>> EncodeAsync(IReadOnlyList<StoredPicture> pictures, string format, CancellationToken cancellation)
    {
        var images = new List<string>(pictures.Count);
        foreach (var picture in pictures)
        {
            if (await kept.ReadAsync(picture, PictureText.StoredFormat(format), null, cancellation) is { } file)
            {
                images.Add(Convert.ToBase64String(file));
            }
        }

        return images;
    }

    private static async Task<IResult> ImageToImage(HttpContext context)
    {
        var body = await LenientBody.ReadAsync(context.Request);
        throw body.Texts("init_images").Count == 0
            ? new ApiException(ApiError.NotFound("Init image not found"))
            : new ApiException(ApiError.Invalid("init_images", "pictures are not taken as a start yet; use txt2img"));
    }
}
