using Atelier.Host.Api.Automatic1111.Making;
using Atelier.Host.Api.Automatic1111.Options;
using Atelier.Host.Notify;
using Atelier.Host.Security;
using Atelier.Host.Store;
using Atelier.Host.Worker;
using Atelier.Jobs;

namespace Atelier.Host.Api.Automatic1111.Progress;

/// <summary>How far the caller's picture is, and how to stop it.</summary>
internal sealed class ProgressEndpoints(
    CallersJobs callers, IJobStore jobs, IEventFeed feed, IWorkers workers, IGenerationQueue queue, OptionsFile options,
    EarlyEnds earlyEnds, Undertakings undertakings)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("progress", (HttpContext context, ProgressEndpoints endpoints, string? skip_current_image) =>
            endpoints.ProgressAsync(context, skip_current_image is "true" or "True" or "1")).RequireRole(Role.Viewer);
        routes.MapPost("interrupt", (HttpContext context, ProgressEndpoints endpoints) => endpoints.InterruptAsync(context))
            .RequireRole(Role.User);
        routes.MapPost("skip", (HttpContext context, ProgressEndpoints endpoints) => endpoints.SkipAsync(context)).RequireRole(Role.User);
    }

    private async Task<IResult> ProgressAsync(HttpContext context, bool withoutImage)
    {
        var job = await callers.CurrentAsync(context.Caller(), context.RequestAborted);
        if (job is null)
        {
            return Automatic1111Json.Answer(new
            {
                Progress = 0.0,
                EtaRelative = 0.0,
                State = State("", "0", new Standing(0, 0, 0, 0), interrupted: false, skipped: false),
                CurrentImage = (string?)null,
                Textinfo = (string?)null,
            });
        }

        var showsImage = !withoutImage && options.Of(job.Owner).LivePreviewsEnable;
        if (showsImage)
        {
            workers.Look();
        }

        var progress = feed.ProgressOf(job.Id);
        var standing = undertakings.Whole(job, Standing.Of(job, progress));
        return Automatic1111Json.Answer(new
        {
            Progress = progress is null ? 0 : standing.Progress,
            EtaRelative = progress?.Remaining?.TotalSeconds ?? 0,
            State = State(
                "scripts_txt2img", ProcessedInfo.Timestamp(job), standing,
                earlyEnds.IsInterrupted(job), earlyEnds.IsSkipped(job, standing.Batch)),
            CurrentImage = showsImage && progress?.Preview is { } preview ? Convert.ToBase64String(preview) : null,
            Textinfo = job.State == JobState.Waiting ? await InQueueAsync(jobs, job, context.RequestAborted) : null,
        });
    }

    /// <summary>AUTOMATIC1111's words for a place in the queue; null where the job does not wait.</summary>
    public static async Task<string?> InQueueAsync(IJobStore jobs, Job job, CancellationToken cancellation) =>
        await jobs.PositionAsync(job.Id, cancellation) is { } position
            ? $"In queue: {position + 1}/{Math.Max(position + 1, (await jobs.CountAsync(cancellation)).Waiting)}"
            : null;

    private async Task<IResult> InterruptAsync(HttpContext context)
    {
        if (await callers.CurrentAsync(context.Caller(), context.RequestAborted) is { } job)
        {
            earlyEnds.Interrupt(job);
            if (workers.Status.Any(worker => worker.JobId == job.Id))
            {
                workers.Interrupt(job.Id, Interruption.Stop);
            }
            else
            {
                // No worker has it, so nothing is done that could be kept.
                await queue.CancelAsync(job.Id, context.RequestAborted);
            }
        }

        return Automatic1111Json.Answer(new { });
    }

    private async Task<IResult> SkipAsync(HttpContext context)
    {
        if ((await callers.RunningAsync(context.Caller(), context.RequestAborted)).FirstOrDefault() is { } job)
        {
            earlyEnds.Skip(job, Standing.Of(job, feed.ProgressOf(job.Id)).Batch);
            workers.Interrupt(job.Id, Interruption.Skip);
        }

        return Automatic1111Json.Nothing();
    }

    private static object State(string job, string timestamp, Standing standing, bool interrupted, bool skipped) => new
    {
        Skipped = skipped,
        Interrupted = interrupted,
        StoppingGeneration = false,
        Job = job,
        JobCount = standing.Batches,
        JobTimestamp = timestamp,
        JobNo = standing.Batch,
        SamplingStep = standing.Step,
        SamplingSteps = standing.Steps,
    };
}
