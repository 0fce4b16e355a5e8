using System.Text.Json;
using System.Text.Json.Serialization;
using Atelier.Host.Automation.Schedules;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Atelier.Host.Store.Sqlite;

/// <summary>Schedules and their history in SQLite.</summary>
internal sealed class SqliteScheduleStore(SqliteDatabase database, TimeProvider time) : IScheduleStore
{
    private const string Columns = "id, name, owner, plan, paused, settled_at AS SettledAt, created_at AS CreatedAt";

    private const string EntryColumns =
        "id, schedule, outcome, due_at AS DueAt, last_due_at AS LastDueAt, count, at, reason, detail, run, watched";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public Task<bool> AddAsync(Schedule schedule, CancellationToken cancellation) => database.WriteAsync(
        connection => connection.Execute(
            "INSERT INTO schedules VALUES (@Id, @Name, @Owner, @Plan, @Paused, @SettledAt, @CreatedAt) ON CONFLICT (name) DO NOTHING",
            Parameters(schedule)) > 0,
        cancellation);

    public Task<IReadOnlyList<Schedule>> ListAsync(CancellationToken cancellation) => database.ReadAsync<IReadOnlyList<Schedule>>(
        connection => [.. connection.Query<ScheduleRow>($"SELECT {Columns} FROM schedules ORDER BY name").Select(Read)], cancellation);

    public Task<Schedule?> FindAsync(string id, CancellationToken cancellation) => FindByAsync("id", id, cancellation);

    public Task<Schedule?> FindByNameAsync(string name, CancellationToken cancellation) => FindByAsync("name", name, cancellation);

    public Task UpdateAsync(Schedule schedule, CancellationToken cancellation) => database.WriteAsync(
        connection =>
            connection.Execute(
                "UPDATE schedules SET plan = @Plan, paused = @Paused, settled_at = @SettledAt WHERE id = @Id", Parameters(schedule)),
        cancellation);

    public Task RemoveAsync(string id, CancellationToken cancellation) => database.WriteAsync(
        connection => connection.Execute(
            "DELETE FROM schedules WHERE id = @id; DELETE FROM schedule_history WHERE schedule = @id", new { id }), cancellation);

    public Task SettleAsync(
        string id, DateTimeOffset settled, IReadOnlyList<FireEntry> entries, IReadOnlyList<ScheduleEvent> events, CancellationToken cancellation) => database.WriteAsync(
        connection =>
        {
            connection.Execute(
                "UPDATE schedules SET settled_at = max(settled_at, @Ticks) WHERE id = @id", new { id, Ticks = settled.UtcTicks });
            connection.Execute(
                """
                INSERT INTO schedule_history VALUES (@Id, @Schedule, @Outcome, @DueAt, @LastDueAt, @Count, @At, @Reason, @Detail, @RunId, @Watched)
                ON CONFLICT (schedule, due_at) DO NOTHING
                """,
                entries.Select(entry => new
                {
                    entry.Id,
                    Schedule = id,
                    Outcome = (int)entry.Outcome,
                    DueAt = entry.Due?.UtcTicks,
                    LastDueAt = entry.LastDue?.UtcTicks,
                    entry.Count,
                    At = entry.At.UtcTicks,
                    entry.Reason,
                    entry.Detail,
                    entry.RunId,
                    entry.Watched,
                }));
            foreach (var told in events)
            {
                Tell(connection, told);
            }

            return entries.Count;
        },
        cancellation);

    public Task<IReadOnlyList<FireEntry>> HistoryAsync(string id, string? before, int most, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<FireEntry>>(
            connection =>
            [
                .. connection.Query<EntryRow>(
                    $"""
                    SELECT {EntryColumns} FROM schedule_history WHERE schedule = @id {(before is null ? "" : "AND id < @before")} ORDER BY id DESC LIMIT @most
                    """,
                    new { id, before, most }).Select(row => row.ToEntry()),
            ],
            cancellation);

    public Task<IReadOnlyList<(string ScheduleId, FireEntry Entry)>> WatchedAsync(CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<(string, FireEntry)>>(
            connection =>
                [.. connection.Query<EntryRow>($"SELECT {EntryColumns} FROM schedule_history WHERE watched = 1 ORDER BY id")
                    .Select(row => (row.Schedule, row.ToEntry()))],
            cancellation);

    public Task EndWatchAsync(string entryId, ScheduleEvent? told, CancellationToken cancellation) => database.WriteAsync(
        connection =>
        {
            var isEnded =
                connection.Execute("UPDATE schedule_history SET watched = 0 WHERE id = @entryId AND watched = 1", new { entryId }) > 0;
            if (isEnded && told is not null)
            {
                Tell(connection, told);
            }

            return isEnded;
        },
        cancellation);

    public Task RemoveHistoryAsync(DateTimeOffset before, CancellationToken cancellation) => database.WriteAsync(
        connection => connection.Execute("DELETE FROM schedule_history WHERE at < @Ticks AND watched = 0", new { Ticks = before.UtcTicks }),
        cancellation);

    private Task<Schedule?> FindByAsync(string column, string value, CancellationToken cancellation) => database.ReadAsync(
        connection =>
            connection.QueryFirstOrDefault<ScheduleRow>(
                $"SELECT {Columns} FROM schedules WHERE {column} = @value", new { value }) is { } row ? Read(row) : null,
        cancellation);

    private void Tell(SqliteConnection connection, ScheduleEvent told) =>
        EventRow.Insert(connection, told.Type, told.Owner, told.Data, time.GetUtcNow().UtcTicks);

    private static object Parameters(Schedule schedule) => new
    {
        schedule.Id,
        schedule.Name,
        schedule.Owner,
        Plan = JsonSerializer.Serialize(schedule.Plan, Json),
        schedule.Paused,
        SettledAt = schedule.Settled.UtcTicks,
        CreatedAt = schedule.CreatedAt.UtcTicks,
    };

    private static Schedule Read(ScheduleRow row) => new(
        row.Id, row.Name, row.Owner,
        JsonSerializer.Deserialize<SchedulePlan>(row.Plan, Json) ?? throw new JsonException("a stored schedule is null"),
        row.Paused != 0, Times.Of(row.SettledAt), Times.Of(row.CreatedAt));

    private sealed class ScheduleRow
    {
        public string Id { get; init; } = "";

        public string Name { get; init; } = "";

        public string Owner { get; init; } = "";

        public string Plan { get; init; } = "";

        public long Paused { get; init; }

        public long SettledAt { get; init; }

        public long CreatedAt { get; init; }
    }

    private sealed class EntryRow
    {
        public string Id { get; init; } = "";

        public string Schedule { get; init; } = "";

        public long Outcome { get; init; }

        public long? DueAt { get; init; }

        public long? LastDueAt { get; init; }

        public long Count { get; init; }

        public long At { get; init; }

        public string? Reason { get; init; }

        public string? Detail { get; init; }

        public string? Run { get; init; }

        public long Watched { get; init; }

        public FireEntry ToEntry() => new(
            Id, (FireOutcome)Outcome, Times.Of(DueAt), Times.Of(LastDueAt), Count, Times.Of(At), Reason, Detail, Run, Watched != 0);
    }
}
