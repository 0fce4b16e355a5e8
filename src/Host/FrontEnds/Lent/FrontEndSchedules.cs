using System.Text.Json;
using Atelier.FrontEnds;
using Atelier.Generation;
using Atelier.Host.Api.Json;
using Atelier.Host.Automation.Runs;
using Atelier.Host.Automation.Schedules;
using Atelier.Host.Security;
using Atelier.Host.Store;
using Atelier.Host.Texts;

namespace Atelier.Host.FrontEnds.Lent;

/// <summary>Schedules of one front end's owners: the server's own, each of which runs a job.</summary>
/// <param name="group">What its owners begin with.</param>
internal sealed class FrontEndSchedules(
    string frontEnd, string group, IScheduleStore store, ScheduleKeeper keeper, AuditLog audit, TimeProvider time)
    : IFrontEndSchedules
{
    private const int LongestName = 64;
    private const string Arguments = "target.arguments.";

    public async Task<FrontEndSchedule> AddAsync(FrontEndSchedulePlan plan, CancellationToken cancellation = default)
    {
        FrontEndQueue.CheckOwner(group, plan.Owner);
        if (plan.Name.Length is 0 or > LongestName || !plan.Name.All(letter => letter is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-'))
        {
            throw new RequestException(
                "name", $"{OneLine.Quoted(plan.Name)} is not possible; it must be 1 to {LongestName} lower case letters, digits and hyphens");
        }

        var target = new RunTarget(RunKinds.Job, plan.Name, JsonSerializer.Serialize(plan.Request, ApiJson.Options));
        var schedule = await KeepAsync(plan, new SchedulePlan { Target = target, Cron = plan.Cron, Zone = plan.Zone }, cancellation)
            ?? throw new RequestException("name", $"there is a schedule named '{plan.Name}' already");
        await audit.WriteAsync(frontEnd, "schedule.create", $"{plan.Name} of {plan.Owner} ({plan.Cron} {plan.Zone})", cancellation);
        return Shown(schedule);
    }

    public async Task<IReadOnlyList<FrontEndSchedule>> ListAsync(string? owner = null, CancellationToken cancellation = default) =>
    [
        .. (await store.ListAsync(cancellation)).Where(schedule => IsOurs(schedule) && schedule.Owner == (owner ?? schedule.Owner))
            .Select(Shown),
    ];

    public async Task<bool> RemoveAsync(string name, CancellationToken cancellation = default)
    {
        if (await store.FindByNameAsync(name, cancellation) is not { } schedule || !IsOurs(schedule)
            || !await keeper.RemoveAsync(name, cancellation))
        {
            return false;
        }

        await audit.WriteAsync(frontEnd, "schedule.remove", name, cancellation);
        return true;
    }

    private async Task<Schedule?> KeepAsync(FrontEndSchedulePlan plan, SchedulePlan kept, CancellationToken cancellation)
    {
        try
        {
            return await keeper.AddAsync(plan.Name, plan.Owner, kept, cancellation);
        }
        catch (RequestException exception) when (exception.Field.StartsWith(Arguments, StringComparison.Ordinal))
        {
            // The field as the caller knows it.
            throw new RequestException(exception.Field[Arguments.Length..], exception.Problem);
        }
    }

    private bool IsOurs(Schedule schedule) =>
        Owners.IsIn(group, schedule.Owner) && schedule.Plan is { Cron: not null, Target.Kind: RunKinds.Job };

    private FrontEndSchedule Shown(Schedule schedule)
    {
        var plan = schedule.Plan;
        using var request = JsonDocument.Parse(plan.Target.Arguments);
        var now = time.GetUtcNow();
        return new FrontEndSchedule(
            new FrontEndSchedulePlan(
                schedule.Name, schedule.Owner, plan.Cron!, plan.Zone, StrictJson.Read<GenerationRequest>(request.RootElement)),
            schedule.Paused ? null : ScheduleKeeper.TableOf(schedule).Next(schedule.Settled > now ? schedule.Settled : now),
            schedule.Paused);
    }
}
