using Atelier.Generation;
using Atelier.Host.Api.Automatic1111.Control;
using Atelier.Host.Api.Automatic1111.Options;
using Atelier.Host.Api.Automatic1111.Progress;
using Atelier.Host.Api.Automatic1111.Scripts.Runs;
using Atelier.Host.Api.Json;
using Atelier.Host.Api.Synchronous;
using Atelier.Host.Inputs;
using Atelier.Host.Security;
using Atelier.Host.Store;
using Atelier.Host.Worker;
using Atelier.Jobs;

namespace Atelier.Host.Api.Automatic1111.Making;

/// <summary><c>txt2img</c> and <c>img2img</c>: a job, or a script's several, waited for.</summary>
internal sealed class GenerationEndpoints(
    GenerationReader reader, OptionsFile options, TaskNames tasks, Undertakings undertakings, EarlyEnds earlyEnds, JobRunner runner,
    KeptPictures kept, PictureIntake intake, IWorkers workers, DetectedMaps maps, Func<ulong> newSeed)
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

        var jobs = new ScriptJobs(runner, kept, intake, workers, earlyEnds, caller, (job, before) => Accept(job, before, wish));
        var request = wish.Run.Jobs == 1 ? wish.Request : Seeded(wish.Request);
        var pictures = await wish.Run.MakeAsync(request, jobs, context.RequestAborted);

        // An interrupted job answers with the pictures that were done, which may be none.
        return Automatic1111Json.Answer(new
        {
            Images = wish.SendImages ? await EncodeAsync(pictures, jobs.First!, wish, context.RequestAborted) : [],
            Parameters = GenerationEcho.Of(body, beginsWithPicture),
            Info = ProcessedInfo.Of(jobs.First!, wish, pictures),
        });
    }

    private void Accept(Job job, int before, GenerationWish wish)
    {
        tasks.Add(job.Owner, wish.Task, job.Id);
        undertakings.Begin(job, before, wish.Run.Jobs ?? (before + 1));
    }

    // All jobs of a script count from one seed.
    private GenerationRequest Seeded(GenerationRequest request) => request with
    {
        Seed = request.Seed ?? newSeed(),
        Variation = request.Variation is { Seed: null } variation ? variation with { Seed = newSeed() } : request.Variation,
    };

    private async Task<List<string>> EncodeAsync(
        IReadOnlyList<ShownPicture> pictures, Job job, GenerationWish wish, CancellationToken cancellation)
    {
        var format = PictureText.StoredFormat(wish.Options.SamplesFormat);
        var images = new List<string>(pictures.Count);
        foreach (var picture in pictures)
        {
            var file = picture.Stored is { } stored
                ? await kept.ReadAsync(stored, format, null, cancellation)
                : await kept.ConvertAsync(picture.File!, "png", format, null, cancellation);
            if (file is not null)
            {
                images.Add(Convert.ToBase64String(file));
            }
        }

        // As the extension does it: behind the pictures.
        return pictures.Count == 0 ? images : [.. images, .. await maps.OfAsync(job.Request, wish.Controls, cancellation)];
    }
}
