using System.Text.Json.Nodes;
using Atelier.Host.Api.Errors;
using Atelier.Host.Api.OpenAI.Errors;
using Atelier.Host.Api.Synchronous;
using Atelier.Host.Worker;
using Atelier.Jobs;

namespace Atelier.Host.Api.OpenAI.Images;

/// <summary>Answers with events: unfinished pictures on the way, then the finished ones.</summary>
internal sealed class GenerationStream(JobRunner runner, KeptPictures kept, IWorkers workers, TimeProvider time)
{
    public async Task WriteAsync(HttpContext context, JobSubmission submission, ImageQuery query)
    {
        var gone = context.RequestAborted;
        await using var events = new EventStream(context.Response, time);
        var partials = new PartialImages(query.PartialImages, query.Request.Count);
        Job? last = null;
        try
        {
            // What is refused is refused before the first event, as an ordinary error.
            await foreach (var update in runner.RunAsync(submission, gone))
            {
                last = update.Job;
                await events.BeginAsync(gone);
                if (query.PartialImages == 0)
                {
                    continue;
                }

                workers.Look();
                if (update.Progress is { } progress && partials.Due(progress) is { } partial
                    && await EnlargeAsync(update.Job, partial.Preview, query, gone) is { } picture)
                {
                    await events.SendAsync(Event($"{query.EventName}.partial_image", update.Job, query, picture, partial.Index), gone);
                }
            }

            await FinishAsync(events, last!, query, gone);
        }
        catch (Exception exception) when (events.HasBegun && !gone.IsCancellationRequested && ErrorMapping.Of(exception) is { } error)
        {
            await events.SendAsync("error", OpenAIShape.Envelope(error), gone);
        }
    }

    private async Task FinishAsync(EventStream events, Job job, ImageQuery query, CancellationToken gone)
    {
        if (!job.IsOver)
        {
            throw new QueueRefusedException(
                QueueRefusal.ShuttingDown, "the server is shutting down; the job is kept and made when it is back");
        }

        ImageAnswer.ThrowIfNotMade(job);
        foreach (var picture in await kept.OfAsync(job, gone))
        {
            if (await kept.ReadAsync(picture, query.Format, query.Quality, gone) is { } file)
            {
                await events.SendAsync(Event($"{query.EventName}.completed", job, query, file, null), gone);
            }
        }
    }

    // A preview is small; who shows it wants it where the picture will be.
    private async Task<byte[]?> EnlargeAsync(Job job, byte[] preview, ImageQuery query, CancellationToken gone)
    {
        try
        {
            var request = new ResizeQuestion(preview, job.Request.Width, job.Request.Height, "cubic", false, query.Format, query.Quality);
            return (await workers.AskAsync(request, gone)).File;
        }
        catch (WorkerUnavailableException)
        {
            return null;
        }
    }

    private static JsonObject Event(string type, Job job, ImageQuery query, byte[] picture, int? index)
    {
        var data = new JsonObject
        {
            ["type"] = type,
            ["b64_json"] = Convert.ToBase64String(picture),
            ["created_at"] = job.CreatedAt.ToUnixTimeSeconds(),
            ["size"] = ImageAnswer.SizeOf(job),
            ["quality"] = query.QualityWord ?? "auto",
            ["background"] = "opaque",
            ["output_format"] = query.Format,
        };
        if (index is { } partial)
        {
            data["partial_image_index"] = partial;
        }

        return data;
    }
}
