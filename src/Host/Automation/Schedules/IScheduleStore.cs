namespace Atelier.Host.Automation.Schedules;

/// <summary>
/// Where schedules are kept, with what was done about each of their times. Any implementation passes <c>ScheduleStoreCompliance</c>.
/// </summary>
internal interface IScheduleStore
{
    /// <returns>False where the name is taken.</returns>
    Task<bool> AddAsync(Schedule schedule, CancellationToken cancellation);

    /// <summary>All of them, by name.</summary>
    Task<IReadOnlyList<Schedule>> ListAsync(CancellationToken cancellation);

    Task<Schedule?> FindAsync(string id, CancellationToken cancellation);

    Task<Schedule?> FindByNameAsync(string name, CancellationToken cancellation);

    /// <summary>Changes its plan, whether it is paused, and what is settled.</summary>
    Task UpdateAsync(Schedule schedule, CancellationToken cancellation);

    /// <summary>Removes it with its history; its runs stay.</summary>
    Task RemoveAsync(string id, CancellationToken cancellation);

    /// <summary>
    /// In one transaction: what is settled, the entries for it and the events that tell of it. A time that has an entry keeps it.
    /// </summary>
    Task SettleAsync(
        string id, DateTimeOffset settled, IReadOnlyList<FireEntry> entries, IReadOnlyList<ScheduleEvent> events,
        CancellationToken cancellation);

    /// <summary>Its history, newest first.</summary>
    /// <param name="before">The id of the entry before which to go on.</param>
    Task<IReadOnlyList<FireEntry>> HistoryAsync(string id, string? before, int most, CancellationToken cancellation);

    /// <summary>Entries that are still to be watched, each with its schedule's id.</summary>
    Task<IReadOnlyList<(string ScheduleId, FireEntry Entry)>> WatchedAsync(CancellationToken cancellation);

    /// <summary>Ends the watch of an entry, with an event where there is something to tell.</summary>
    Task EndWatchAsync(string entryId, ScheduleEvent? told, CancellationToken cancellation);

    /// <summary>Removes older entries that nobody watches.</summary>
    Task RemoveHistoryAsync(DateTimeOffset before, CancellationToken cancellation);
}
