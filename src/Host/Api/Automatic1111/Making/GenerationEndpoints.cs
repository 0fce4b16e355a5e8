using Atelier.Host.Api.Automatic1111.Control;
using Atelier.Host.Api.Automatic1111.Options;
using Atelier.Host.Api.Automatic1111.Progress;
using Atelier.Host.Api.Json;
using Atelier.Host.Api.Synchronous;
using Atelier.Host.Security;
using Atelier.Host.Store;

namespace Atelier.Host.Api.Automatic1111.Making;

/// <summary><c>txt2img</c> and <c>img2img</c>: a job, waited for.</summary>
internal sealed class GenerationEndpoints(
    GenerationReader reader, OptionsFile options, TaskNames tasks, JobRunner runner, KeptPictures kept, DetectedMaps maps)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        Map(routes, "txt2img", beginsWithPicture: false);
        Map(routes, "img2img", beginsWithPicture: true);
    }

    private static void Map(IEndpointRouteBuilder routes, string route, bool beginsWithPicture) => routes
        .MapPost(route, (HttpContext context, GenerationEndpoints endpoints) => endpoints.MakeAsync(context, beginsWithPicture))
        .RequireRole(Role.User)
        .TakesUpTo(BodyLimit.Upload);

    private async Task<IResult> MakeAsync(HttpContext context, bool beginsWithPicture)
    {
        var caller = context.Caller();
        var body = await LenientBody.ReadAsync(context.Request);
        var wish = await reader.ReadAsync(body, beginsWithPicture, caller.Name, options.Of(caller.Name), context.RequestAborted);
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
            Images = wish.SendImages ? await EncodeAsync(pictures, job, wish, context.RequestAborted) : [],
            Parameters = GenerationEcho.Of(body, beginsWithPicture),
            Info = ProcessedInfo.Of(job, wish, pictures),
        });
    }

    private async Task<List<string>> EncodeAsync(
        IReadOnlyList<StoredPicture> pictures, Jobs.Job job, GenerationWish wish, CancellationToken cancellation)
    {
        var format = PictureText.StoredFormat(wish.Options.SamplesFormat);
        var images = new List<string>(pictures.Count);
        foreach (var picture in pictures)
        {
            if (await kept.ReadAsync(picture, format, null, cancellation) is { } file)
            {
                images.Add(Convert.ToBase64String(file));
            }
        }

        // As the extension does it: behind the pictures.
        return pictures.Count == 0 ? images : [.. images, .. await maps.OfAsync(job.Request, wish.Controls, cancellation)];
    }
}
