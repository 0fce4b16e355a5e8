using Atelier.FrontEnds;
using Atelier.Generation;
using Atelier.Jobs;

namespace Atelier.DiscordBot.Tests.Doubles;

/// <summary>Recurring pictures that are made when a test says so.</summary>
internal sealed class FakeSchedules(FakeQueue queue) : IFrontEndSchedules
{
    private readonly SortedDictionary<string, FrontEndSchedule> _kept = new(StringComparer.Ordinal);

    /// <summary>When those that are added are made next.</summary>
    public DateTimeOffset Next { get; set; } = new(2026, 3, 30, 7, 0, 0, TimeSpan.Zero);

    public Task<FrontEndSchedule> AddAsync(FrontEndSchedulePlan plan, CancellationToken cancellation = default)
    {
        if (plan.Cron.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length != 5)
        {
            throw new RequestException("cron", "five fields are expected, as 0 7 * * *");
        }

        var schedule = new FrontEndSchedule(plan, Next, false);
        return _kept.TryAdd(plan.Name, schedule)
            ? Task.FromResult(schedule)
            : throw new RequestException("name", $"'{plan.Name}' is taken");
    }

    public Task<IReadOnlyList<FrontEndSchedule>> ListAsync(string? owner = null, CancellationToken cancellation = default) =>
        Task.FromResult<IReadOnlyList<FrontEndSchedule>>(
            [.. _kept.Values.Where(schedule => owner is null || schedule.Plan.Owner == owner)]);

    public Task<bool> RemoveAsync(string name, CancellationToken cancellation = default) => Task.FromResult(_kept.Remove(name));

    /// <summary>Its time has come: what it makes is queued.</summary>
    public async Task<Job> FireAsync(string name)
    {
        var plan = _kept[name].Plan;
        var job = await queue.EnqueueAsync(new JobSubmission(plan.Request, plan.Owner, "schedule"));
        queue.IsOf(name, job.Id);
        return job;
    }
}
