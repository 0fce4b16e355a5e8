using Atelier.Host.Api.Json;
using Atelier.Host.Notify;
using Atelier.Host.Security;
using Atelier.Host.Store;
using Atelier.Host.Worker;
using Atelier.Jobs;

namespace Atelier.Host.Api.Automatic1111.Progress;

/// <summary><c>/internal</c>: how far a task is that the caller gave a name, as AUTOMATIC1111's own page asks.</summary>
internal sealed class TaskEndpoints(
    TaskNames tasks, CallersJobs callers, IJobStore jobs, IEventFeed feed, IWorkers workers, Undertakings undertakings)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("progress", (HttpContext context, TaskEndpoints endpoints) => endpoints.ProgressAsync(context))
            .RequireRole(Role.Viewer);
        routes.MapGet("pending-tasks", (HttpContext context, TaskEndpoints endpoints) => endpoints.PendingAsync(context))
            .RequireRole(Role.Viewer);
    }

    private async Task<IResult> ProgressAsync(HttpContext context)
    {
        var body = await LenientBody.ReadAsync(context.Request);
        var task = body.Text("id_task") ?? "";
        var seen = body.Whole("id_live_preview") ?? -1;
        var wantsPreview = body.Switch("live_preview") ?? true;
        body.ThrowIfWrong();

        var caller = context.Caller();
        var job = await jobs.FindAsync(tasks.JobOf(caller.Name, task) ?? task, context.RequestAborted);
        if (job is null || !caller.MaySee(job.Owner) || job.State != JobState.Running)
        {
            var known = job is not null && caller.MaySee(job.Owner);
            var queued = known && job!.State == JobState.Waiting;
            var text = queued ? await ProgressEndpoints.InQueueAsync(jobs, job!, context.RequestAborted) : "Waiting...";
            return Automatic1111Json.Answer(new TaskProgress(false, queued, known && job!.IsOver, null, null, null, -1, text));
        }

        if (wantsPreview)
        {
            workers.Look();
        }

        var progress = feed.ProgressOf(job.Id);

        // One preview is one step: who has seen that step's is not sent it again.
        var preview = wantsPreview && progress?.Preview is { } picture && progress.Step != seen
            ? $"data:image/jpeg;base64,{Convert.ToBase64String(picture)}"
            : null;
        return Automatic1111Json.Answer(new TaskProgress(
            true, false, false, progress is null ? 0 : undertakings.Whole(job, Standing.Of(job, progress)).Progress,
            progress?.Remaining?.TotalSeconds,
            preview, preview is null ? seen : progress!.Step, null));
    }

    private async Task<IResult> PendingAsync(HttpContext context)
    {
        var caller = context.Caller();
        var waiting = await callers.WaitingAsync(caller, context.RequestAborted);
        return Automatic1111Json.Answer(new { Size = waiting.Count, Tasks = waiting.Select(job => tasks.NameOf(caller.Name, job.Id)) });
    }

    private sealed record TaskProgress(
        bool Active, bool Queued, bool Completed, double? Progress, double? Eta, string? LivePreview, int IdLivePreview, string? Textinfo);
}
