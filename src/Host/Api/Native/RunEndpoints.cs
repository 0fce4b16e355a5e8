using System.ComponentModel;
using System.Globalization;
using System.Runtime.CompilerServices;
using Atelier.Host.Api.Errors;
using Atelier.Host.Api.Json;
using Atelier.Host.Api.Native.Contracts;
using Atelier.Host.Api.Native.Events;
using Atelier.Host.Automation.Runs;
using Atelier.Host.Security;
using Atelier.Host.Store;
using Atelier.Host.Texts;
using Microsoft.AspNetCore.Mvc;

namespace Atelier.Host.Api.Native;

/// <summary><c>/api/v1/runs</c>.</summary>
internal static class RunEndpoints
{
    private const int LinesTogether = 1000;

    public static void Map(RouteGroupBuilder api)
    {
        var runs = api.MapGroup("/runs").WithTags("Runs");
        runs.MapGet("", ListAsync).RequireRole(Role.Viewer)
            .WithSummary("Recipes, scripts and jobs that were started, newest first: one's own, or all for operators.");
        runs.MapPost("", StartAsync).RequireRole(Role.Operator).Accepts<TargetBody>("application/json")
            .Produces<RunView>(StatusCodes.Status202Accepted)
            .WithSummary("Starts a recipe, a script or a job. When this is answered, the run survives whatever happens to the server.");
        runs.MapGet("/{id}", GetAsync).RequireRole(Role.Viewer).WithSummary("One run.");
        runs.MapGet("/{id}/log", LogAsync).RequireRole(Role.Viewer)
            .WithSummary("What a run has said, from the beginning or after a position.");
        runs.MapGet("/{id}/log/events", FollowAsync).RequireRole(Role.Viewer).Produces<string>(contentType: "text/event-stream")
            .WithSummary("What a run says, line by line as server-sent events, until it is over; the last event is the run.");
        runs.MapPost("/{id}/cancel", CancelAsync).RequireRole(Role.User)
            .WithSummary("Ends a run, and the jobs that it has asked for. One that is over stays as it is.");
    }

    private static async Task<PageOf<RunView>> ListAsync(
        HttpContext context, IRunStore store, [AsParameters] ListQuery query, string[]? state, string? owner, string? kind, string? name,
        string? trigger,
        CancellationToken cancellation)
    {
        var caller = context.Caller();
        var count = query.Count();
        var runs = await store.ListAsync(
            new RunFilter(count + 1, query.Before(), caller.Role >= Role.Operator ? owner : caller.Name, kind, name, trigger,
                StateNames.Read(state)), cancellation);
        return new PageOf<RunView>([.. runs.Take(count).Select(RunView.Of)], runs.Count > count ? runs[count - 1].Id : null);
    }

    private static async Task<IResult> StartAsync(
        HttpContext context, RunStart start, [FromHeader(Name = RunStart.Key), Description(RunStart.KeyWords)] string? idempotencyKey,
        CancellationToken cancellation)
    {
        var body = await StrictJson.ReadAsync<TargetBody>(context.Request, cancellation);
        return await start.AcceptAsync(context, body.ToTarget("", "a call"), idempotencyKey, cancellation);
    }

    private static async Task<RunView> GetAsync(HttpContext context, string id, IRunStore store, CancellationToken cancellation) =>
        RunView.Of(await FindAsync(context, id, store, cancellation));

    private static async Task<RunLogView> LogAsync(
        HttpContext context, string id, string? after, IRunStore store, CancellationToken cancellation)
    {
        var position = PositionOf(after);
        var run = await FindAsync(context, id, store, cancellation);
        var lines = await store.LogAsync(id, position, LinesTogether, cancellation);
        return new RunLogView(lines, lines is [.., var last] ? last.Position : position, run.IsOver && lines.Count < LinesTogether);
    }

    private static async Task FollowAsync(HttpContext context, string id, string? after, IRunStore store, RunSignal signal, EventLoop loop)
    {
        var position = PositionOf(after);
        await FindAsync(context, id, store, context.RequestAborted);
        await loop.RunAsync(
            context, cancellation => LinesAsync(id, position, store, signal, cancellation), (writer, item) => item is RunLogLine line
            ? writer.EventAsync("line", line, line.Position)
            : writer.EventAsync("run", RunView.Of((Run)item)));
    }

    // Each line, and the run when it is over.
    private static async IAsyncEnumerable<object> LinesAsync(
        string id, int after, IRunStore store, RunSignal signal, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (true)
        {
            var changed = signal.Next;
            var run = await store.FindAsync(id, cancellation);
            var lines = await store.LogAsync(id, after, LinesTogether, cancellation);
            foreach (var line in lines)
            {
                yield return line;
                after = line.Position;
            }

            if (lines.Count == LinesTogether)
            {
                continue;
            }

            if (run is null or { IsOver: true })
            {
                if (run is not null)
                {
                    yield return run;
                }

                yield break;
            }

            await changed.WaitAsync(cancellation);
        }
    }

    private static async Task<RunView> CancelAsync(
        HttpContext context, string id, IRunStore store, IRunQueue queue, AuditLog audit, CancellationToken cancellation)
    {
        var run = await FindAsync(context, id, store, cancellation);
        if (run.Owner != context.Caller().Name)
        {
            await audit.WriteAsync(context.Caller().Name, "run.cancel", $"{id} of {run.Owner}", cancellation);
        }

        return RunView.Of(await queue.CancelAsync(id, cancellation) ?? run);
    }

    private static async Task<Run> FindAsync(HttpContext context, string id, IRunStore store, CancellationToken cancellation) =>
        Ids.AreLike(id) && await store.FindAsync(id, cancellation) is { } run && context.Caller().MaySee(run.Owner)
            ? run
            : throw new ApiException(ApiError.NotFound("there is no run of this id"));

    private static int PositionOf(string? text) => text is null ? -1
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var position) && position >= -1 ? position
        : throw new ApiException(
            ApiError.Invalid("after", $"{OneLine.Quoted(text)} is not possible; it must be a line's position, from 0"));
}
