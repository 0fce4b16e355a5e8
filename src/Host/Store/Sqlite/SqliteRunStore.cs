using Atelier.Host.Automation.Runs;
using Atelier.Jobs;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Atelier.Host.Store.Sqlite;

/// <summary>Runs in SQLite.</summary>
internal sealed class SqliteRunStore(SqliteDatabase database, TimeProvider time) : IRunStore
{
    private const string MayBegin =
        """
        SELECT id FROM runs WHERE state = 0 AND (not_before IS NULL OR not_before <= @Now)
            AND (lane IS NULL OR NOT EXISTS (SELECT 1 FROM runs AS other WHERE other.lane = runs.lane AND other.state = 1))
        ORDER BY id LIMIT 1
        """;

    public Task<Run> AddAsync(NewRun run, CancellationToken cancellation) => database.WriteAsync(
        connection =>
        {
            if (run.Key is { } key && FindBy(connection, "key", key) is { } earlier)
            {
                return earlier;
            }

            connection.Execute(
                """
                INSERT INTO runs (id, kind, name, arguments, owner, trigger, key, lane, state, created_at, due_at, not_before)
                VALUES (@Id, @Kind, @Name, @Arguments, @Owner, @Trigger, @Key, @Lane, 0, @Now, @DueAt, @NotBefore)
                """,
                new
                {
                    run.Id,
                    run.Target.Kind,
                    run.Target.Name,
                    run.Target.Arguments,
                    run.Owner,
                    run.Trigger,
                    run.Key,
                    run.Lane,
                    Now,
                    DueAt = run.DueAt?.UtcTicks,
                    NotBefore = run.NotBefore?.UtcTicks,
                });
            return FindBy(connection, "id", run.Id)!;
        },
        cancellation);

    public Task<Run?> FindAsync(string id, CancellationToken cancellation) =>
        database.ReadAsync(connection => FindBy(connection, "id", id), cancellation);

    public Task<Run?> FindByKeyAsync(string key, CancellationToken cancellation) =>
        database.ReadAsync(connection => FindBy(connection, "key", key), cancellation);

    public Task<IReadOnlyList<Run>> ListAsync(RunFilter filter, CancellationToken cancellation) => database.ReadAsync<IReadOnlyList<Run>>(
        connection =>
        {
            string?[] conditions =
            [
                filter.Before is null ? null : "id < @Before",
                filter.Owner is null ? null : "owner = @Owner",
                filter.Kind is null ? null : "kind = @Kind",
                filter.Name is null ? null : "name = @Name",
                filter.Trigger is null ? null : "trigger = @Trigger",
                filter.States is null ? null : "state IN @States",
            ];
            var given = conditions.OfType<string>().ToList();
            return
            [
                .. connection.Query<RunRow>(
                    $"SELECT {RunRow.Columns} FROM runs {(given.Count > 0 ? "WHERE " + string.Join(" AND ", given) : "")} ORDER BY id DESC LIMIT @Limit",
                    new { filter.Before, filter.Owner, filter.Kind, filter.Name, filter.Trigger,
                        States = filter.States?.Select(state => (int)state), filter.Limit })
                    .Select(row => row.ToRun()),
            ];
        },
        cancellation);

    public async Task<Run?> BeginNextAsync(CancellationToken cancellation)
    {
        // The loop asks again and again: only where something may begin is the database locked for it.
        var isWorth =
            await database.ReadAsync(connection => connection.QueryFirstOrDefault<string>(MayBegin, new { Now }) is not null, cancellation);
        return isWorth ? await database.WriteAsync(BeginNext, cancellation) : null;
    }

    public Task EndAsync(string id, RunOutcome outcome, CancellationToken cancellation) =>
        database.WriteAsync(connection => End(connection, id, outcome, JobState.Running), cancellation);

    public Task RecoverAsync(Func<Run, RunOutcome?> outcome, CancellationToken cancellation) => database.WriteAsync(
        connection =>
        {
            var left = connection.Query<RunRow>($"SELECT {RunRow.Columns} FROM runs WHERE state = 1 ORDER BY id").Select(row => row.ToRun())
                .ToList();
            foreach (var run in left)
            {
                if (outcome(run) is { } end)
                {
                    End(connection, run.Id, end, JobState.Running);
                }
                else
                {
                    Release(connection, run.Id, "attempts");
                }
            }

            return left.Count;
        },
        cancellation);

    public Task ReleaseAsync(string id, CancellationToken cancellation) =>
        database.WriteAsync(connection => Release(connection, id, "attempts - 1"), cancellation);

    public Task<Run?> CancelAsync(string id, CancellationToken cancellation) => database.WriteAsync(
        connection =>
        {
            connection.Execute("UPDATE runs SET cancel_requested = 1 WHERE id = @id AND state = 1", new { id });
            End(connection, id, RunOutcome.Canceled, JobState.Waiting);
            return FindBy(connection, "id", id);
        },
        cancellation);

    public Task AppendLogAsync(string id, IReadOnlyList<RunLogLine> lines, CancellationToken cancellation) => database.WriteAsync(
        connection =>
        {
            var next = connection.QuerySingle<long>("SELECT coalesce(max(position), -1) + 1 FROM run_log WHERE run = @id", new { id });
            return connection.Execute(
                "INSERT INTO run_log SELECT @id, @Position, @At, @Level, @Text WHERE EXISTS (SELECT 1 FROM runs WHERE id = @id)",
                lines.Select((line, index) => new { id, Position = next + index, At = line.At.UtcTicks, line.Level, line.Text }));
        },
        cancellation);

    public Task<IReadOnlyList<RunLogLine>> LogAsync(string id, int after, int most, CancellationToken cancellation) => database.ReadAsync<IReadOnlyList<RunLogLine>>(
        connection =>
        [
            .. connection.Query<(long Position, long At, string Level, string Text)>(
                "SELECT position, at, level, text FROM run_log WHERE run = @id AND position > @after ORDER BY position LIMIT @most",
                new { id, after, most })
                .Select(row => new RunLogLine((int)row.Position, Times.Of(row.At), row.Level, row.Text)),
        ],
        cancellation);

    public async Task<int> RemoveEndedAsync(DateTimeOffset before, CancellationToken cancellation)
    {
        // In small writes, so that others get their turns between them.
        const int together = 200;
        var removed = 0;
        while (true)
        {
            var some = await database.WriteAsync(
                connection => connection.Execute(
                    "DELETE FROM runs WHERE id IN (SELECT id FROM runs WHERE ended_at < @before LIMIT @together)",
                    new { before = before.UtcTicks, together }),
                cancellation);
            removed += some;
            if (some < together)
            {
                return removed;
            }
        }
    }

    private long Now => time.GetUtcNow().UtcTicks;

    private static Run? FindBy(SqliteConnection connection, string column, string value) =>
        connection.QueryFirstOrDefault<RunRow>($"SELECT {RunRow.Columns} FROM runs WHERE {column} = @value", new { value })?.ToRun();

    private Run? BeginNext(SqliteConnection connection)
    {
        if (connection.QueryFirstOrDefault<string>(MayBegin, new { Now }) is not { } id)
        {
            return null;
        }

        connection.Execute(
            "UPDATE runs SET state = 1, attempts = attempts + 1, started_at = coalesce(started_at, @Now) WHERE id = @id", new { id, Now });
        var run = FindBy(connection, "id", id)!;
        Tell(connection, run);
        return run;
    }

    private bool End(SqliteConnection connection, string id, RunOutcome outcome, JobState from)
    {
        var isEnded = connection.Execute(
            """
            UPDATE runs SET state = @State, ended_at = @Now, error_code = @Code, error_message = @Message, error_field = @Field, result = @Result
            WHERE id = @id AND state = @From
            """,
            new { id, State = (int)outcome.State, Now, outcome.Error?.Code, outcome.Error?.Message, outcome.Error?.Field, outcome.Result,
                From = (int)from }) > 0;
        if (isEnded)
        {
            var run = FindBy(connection, "id", id)!;
            if (outcome.News is { } news)
            {
                EventRow.Insert(connection, news.Type, run.Owner, news.Data, Now);
            }

            Tell(connection, run);
        }

        return isEnded;
    }

    private bool Release(SqliteConnection connection, string id, string attempts)
    {
        var isToEnd = connection.QueryFirstOrDefault<bool>("SELECT cancel_requested FROM runs WHERE id = @id AND state = 1", new { id });
        return isToEnd
            ? End(connection, id, RunOutcome.Canceled, JobState.Running)
            : connection.Execute($"UPDATE runs SET state = 0, attempts = {attempts} WHERE id = @id AND state = 1", new { id }) > 0;
    }

    private void Tell(SqliteConnection connection, Run run) =>
        EventRow.Insert(connection, RunEvent.TypeOf(run), run.Owner, RunEvent.Write(run), Now);
}
