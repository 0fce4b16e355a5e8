using System.Globalization;
using Atelier.Host.Api.Errors;
using Atelier.Host.Api.Json;
using Atelier.Host.Api.Native.Contracts;
using Atelier.Host.Automation.Runs;
using Atelier.Host.Automation.Schedules;
using Atelier.Host.Security;
using Atelier.Host.Store;
using Atelier.Host.Texts;

namespace Atelier.Host.Api.Native;

/// <summary><c>/api/v1/schedules</c>.</summary>
internal static class ScheduleEndpoints
{
    private const int LongestName = 64;
    private const int UsualNext = 10;
    private const int MostNext = 1000;

    public static void Map(RouteGroupBuilder api)
    {
        var schedules = api.MapGroup("/schedules").WithTags("Schedules");
        schedules.MapGet("", ListAsync).RequireRole(Role.Viewer).WithSummary("All schedules, by name.");
        schedules.MapPost("", AddAsync).RequireRole(Role.Operator).Accepts<ScheduleBody>("application/json")
            .Produces<ScheduleView>(StatusCodes.Status201Created)
            .WithSummary("Makes a schedule.");
        schedules.MapPost("/next", PreviewAsync).RequireRole(Role.Operator).Accepts<ScheduleBody>("application/json")
            .WithSummary("When a schedule would be due, without making it: ?count=10.");
        schedules.MapGet("/{name}", GetAsync).RequireRole(Role.Viewer).WithSummary("One schedule.");
        schedules.MapPut("/{name}", ChangeAsync).RequireRole(Role.Operator).Accepts<ScheduleBody>("application/json")
            .Produces<ScheduleView>()
            .WithSummary("Changes a schedule. With other times, it counts from now.");
        schedules.MapDelete("/{name}", RemoveAsync).RequireRole(Role.Operator).Produces(StatusCodes.Status204NoContent)
            .WithSummary("Removes a schedule with its history. What it has started goes on.");
        schedules.MapGet("/{name}/next", NextAsync).RequireRole(Role.Viewer)
            .WithSummary("When it is due next, in its zone, with what daylight saving time does to it: ?count=10.");
        schedules.MapPost("/{name}/run", RunAsync).RequireRole(Role.Operator).Produces<RunView>(StatusCodes.Status202Accepted)
            .WithSummary("Runs it now, whatever is due.");
        schedules.MapPost("/{name}/pause", (HttpContext context, string name, ScheduleKeeper keeper, IRunStore runs, AuditLog audit, TimeProvider time) =>
            SetPausedAsync(context, name, true, keeper, runs, audit, time)).RequireRole(Role.Operator)
            .WithSummary("Holds a schedule. What is due meanwhile is not made up for.");
        schedules.MapPost("/{name}/resume", (HttpContext context, string name, ScheduleKeeper keeper, IRunStore runs, AuditLog audit, TimeProvider time) =>
            SetPausedAsync(context, name, false, keeper, runs, audit, time)).RequireRole(Role.Operator)
            .WithSummary("Lets a schedule go on.");
        schedules.MapGet("/{name}/history", HistoryAsync).RequireRole(Role.Viewer)
            .WithSummary("What was done about each of its times, newest first.");
    }

    private static async Task<IReadOnlyList<ScheduleView>> ListAsync(
        IScheduleStore store, IRunStore runs, TimeProvider time, CancellationToken cancellation)
    {
        var views = new List<ScheduleView>();
        foreach (var schedule in await store.ListAsync(cancellation))
        {
            views.Add(await ViewAsync(schedule, runs, time, cancellation));
        }

        return views;
    }

    private static async Task<ScheduleView> GetAsync(string name, IScheduleStore store, IRunStore runs, TimeProvider time, CancellationToken cancellation) =>
        await ViewAsync(await FindAsync(name, store, cancellation), runs, time, cancellation);

    private static async Task<IResult> AddAsync(
        HttpContext context, ScheduleKeeper keeper, IRunStore runs, AuditLog audit, TimeProvider time, CancellationToken cancellation)
    {
        var body = await StrictJson.ReadAsync<ScheduleBody>(context.Request, cancellation);
        var name = body.Name ?? throw new ApiException(ApiError.Invalid("name", "is missing"));
        if (name.Length is 0 or > LongestName || !name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.'))
        {
            throw new ApiException(
                ApiError.Invalid(
                    "name", $"{OneLine.Quoted(name)} is not possible; it must be 1 to {LongestName} letters, digits, '-', '_' or '.'"));
        }

        var schedule = await keeper.AddAsync(name, context.Caller().Name, body.ToPlan(name), cancellation)
            ?? throw new ApiException(
                new ApiError(StatusCodes.Status409Conflict, "name_taken", $"there is a schedule named '{name}' already", "name"));
        await audit.WriteAsync(context.Caller().Name, "schedule.create", $"{name} ({Words(schedule.Plan)})", cancellation);
        return Results.Created($"/api/v1/schedules/{name}", await ViewAsync(schedule, runs, time, cancellation));
    }

    private static async Task<IReadOnlyList<UpcomingTime>> PreviewAsync(
        HttpContext context, string? count, ScheduleKeeper keeper, TimeProvider time, CancellationToken cancellation)
    {
        var body = await StrictJson.ReadAsync<ScheduleBody>(context.Request, cancellation);
        var plan = body.ToPlan(body.Name);
        await keeper.CheckAsync(plan, cancellation);
        var now = time.GetUtcNow();
        var lead = plan.Deadline ? Lead.Of(plan, []) : TimeSpan.Zero;
        return [.. UpcomingTime.Of(plan, SchedulePlans.TableOf(plan, now), now, lead,
            due => due.ToString("O", CultureInfo.InvariantCulture)).Take(CountOf(count))];
    }

    private static async Task<ScheduleView> ChangeAsync(
        HttpContext context, string name, ScheduleKeeper keeper, IRunStore runs, AuditLog audit, TimeProvider time,
        CancellationToken cancellation)
    {
        var body = await StrictJson.ReadAsync<ScheduleBody>(context.Request, cancellation);
        if (body.Name is { } other && other != name)
        {
            throw new ApiException(ApiError.Invalid("name", "cannot be changed; leave it out, or make another schedule"));
        }

        var schedule = await keeper.ChangeAsync(name, body.ToPlan(name), cancellation) ?? throw None(name);
        await audit.WriteAsync(context.Caller().Name, "schedule.change", $"{name} ({Words(schedule.Plan)})", cancellation);
        return await ViewAsync(schedule, runs, time, cancellation);
    }

    private static async Task<IResult> RemoveAsync(
        HttpContext context, string name, ScheduleKeeper keeper, AuditLog audit, CancellationToken cancellation)
    {
        if (!await keeper.RemoveAsync(name, cancellation))
        {
            throw None(name);
        }

        await audit.WriteAsync(context.Caller().Name, "schedule.remove", name, cancellation);
        return Results.NoContent();
    }

    private static async Task<IReadOnlyList<UpcomingTime>> NextAsync(
        string name, string? count, IScheduleStore store, IRunStore runs, TimeProvider time, CancellationToken cancellation)
    {
        var schedule = await FindAsync(name, store, cancellation);
        var after = time.GetUtcNow() is var now && schedule.Settled > now ? schedule.Settled : now;
        var lead = await Lead.OfAsync(schedule, runs, cancellation);
        return schedule.Paused
            ? []
            : [.. UpcomingTime.Of(schedule.Plan, ScheduleKeeper.TableOf(schedule), after, lead, schedule.KeyOf).Take(CountOf(count))];
    }

    private static async Task<IResult> RunAsync(
        HttpContext context, string name, ScheduleKeeper keeper, AuditLog audit, CancellationToken cancellation)
    {
        var run = await keeper.RunNowAsync(name, cancellation) ?? throw None(name);
        await audit.WriteAsync(context.Caller().Name, "schedule.run", name, cancellation);
        return Results.Accepted($"/api/v1/runs/{run.Id}", RunView.Of(run));
    }

    private static async Task<ScheduleView> SetPausedAsync(
        HttpContext context, string name, bool paused, ScheduleKeeper keeper, IRunStore runs, AuditLog audit, TimeProvider time)
    {
        var schedule = await keeper.SetPausedAsync(name, paused, context.RequestAborted) ?? throw None(name);
        await audit.WriteAsync(context.Caller().Name, paused ? "schedule.pause" : "schedule.resume", name, context.RequestAborted);
        return await ViewAsync(schedule, runs, time, context.RequestAborted);
    }

    private static async Task<PageOf<FireView>> HistoryAsync(
        string name, IScheduleStore store, IRunStore runs, [AsParameters] ListQuery query, CancellationToken cancellation)
    {
        var schedule = await FindAsync(name, store, cancellation);
        var count = query.Count();
        var entries = await store.HistoryAsync(schedule.Id, query.Before(), count + 1, cancellation);
        var views = new List<FireView>();
        foreach (var entry in entries.Take(count))
        {
            views.Add(FireView.Of(entry, entry.RunId is { } id ? await runs.FindAsync(id, cancellation) : null));
        }

        return new PageOf<FireView>(views, entries.Count > count ? entries[count - 1].Id : null);
    }

    private static async Task<ScheduleView> ViewAsync(Schedule schedule, IRunStore runs, TimeProvider time, CancellationToken cancellation) =>
        ScheduleView.Of(
            schedule, time.GetUtcNow(), (await runs.ListAsync(new RunFilter(1, Trigger: schedule.Trigger), cancellation)).FirstOrDefault());

    private static async Task<Schedule> FindAsync(string name, IScheduleStore store, CancellationToken cancellation) =>
        await store.FindByNameAsync(name, cancellation) ?? throw None(name);

    private static ApiException None(string name) => new(ApiError.NotFound($"there is no schedule named {OneLine.Quoted(name)}"));

    private static string Words(SchedulePlan plan) =>
        $"{plan.Cron ?? $"every {plan.Every}"} {plan.Zone}, {plan.Target.Kind} {plan.Target.Name}";

    private static int CountOf(string? text) => text is null ? UsualNext
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= MostNext ? count
        : throw new ApiException(ApiError.Invalid("count", $"{OneLine.Quoted(text)} is not possible; it must be from 1 to {MostNext}"));
}
