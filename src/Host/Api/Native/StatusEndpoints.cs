using Atelier.Diffusion.Imaging.Metadata;
using Atelier.Host.Api.Native.Contracts;
using Atelier.Host.Queue;
using Atelier.Host.Security;
using Atelier.Host.Store;
using Atelier.Host.Worker;

namespace Atelier.Host.Api.Native;

/// <summary><c>/api/v1/status</c> and <c>/api/v1/queue</c>.</summary>
internal static class StatusEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/status", StatusAsync).RequireRole(Role.Viewer).WithTags("Server")
            .WithSummary("How the server is: queue, workers, models, pictures.");
        var queue = api.MapGroup("/queue").WithTags("Server");
        queue.MapPost("/pause", (HttpContext context, QueuePause pause, IJobStore jobs, AuditLog audit, TimeProvider time) =>
            SetPausedAsync(context, pause, jobs, audit, time, paused: true))
            .RequireRole(Role.Operator).WithSummary("Hands out no more jobs; running ones go on. Holds over restarts.");
        queue.MapPost("/resume", (HttpContext context, QueuePause pause, IJobStore jobs, AuditLog audit, TimeProvider time) =>
            SetPausedAsync(context, pause, jobs, audit, time, paused: false))
            .RequireRole(Role.Operator).WithSummary("Hands out jobs again.");
    }

    private static async Task<StatusView> StatusAsync(
        HttpContext context, IJobStore jobs, IPictureStore pictures, IWorkers workers, ServerClock clock, TimeProvider time,
        CancellationToken cancellation)
    {
        var totals = await pictures.TotalsAsync(cancellation);
        var sees = context.Caller().Role >= Role.Operator;
        return new StatusView(
            RecipeSoftware.Version,
            clock.Uptime.TotalSeconds,
            View(await jobs.CountAsync(cancellation), time),
            [.. workers.Status.Select(worker => View(worker, sees))],
            workers.Inventory?.Runtime,
            new PictureTotalsView(totals.Count, totals.Bytes));
    }

    private static async Task<QueueView> SetPausedAsync(
        HttpContext context, QueuePause pause, IJobStore jobs, AuditLog audit, TimeProvider time, bool paused)
    {
        await pause.SetAsync(paused, context.RequestAborted);
        await audit.WriteAsync(context.Caller().Name, paused ? "queue.pause" : "queue.resume", "", context.RequestAborted);
        return View(await jobs.CountAsync(context.RequestAborted), time);
    }

    private static QueueView View(QueueCounts counts, TimeProvider time) => new(
        counts.Waiting, counts.Running, counts.Succeeded, counts.Failed, counts.Canceled, counts.Paused,
        counts.OldestWaiting is { } since ? (time.GetUtcNow() - since).TotalSeconds : null);

    // Which job runs is its owner's business, and the operators'.
    private static WorkerView View(WorkerStatus worker, bool seesJobs) => new(
        worker.Id, worker.State, seesJobs ? worker.JobId : null, worker.Restarts, worker.LastExit, worker.Memory, worker.Models,
        worker.Quarantined);
}
