using Atelier.Jobs;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Atelier.Host.Store.Sqlite;

/// <summary>Jobs in SQLite: what is asked, listed, ended by people. The workers' side is in <c>SqliteJobStore.Leases.cs</c>.</summary>
internal sealed partial class SqliteJobStore(SqliteDatabase database, TimeProvider time) : IJobStore
{
    private const string PausedSetting = "paused";

    public Task<Job> AddAsync(NewJob job, CancellationToken cancellation) => database.WriteAsync(
        connection =>
        {
            if (Earlier(connection, job) is { } earlier)
            {
                return earlier;
            }

            CheckLimits(connection, job);
            connection.Execute(
                """
                INSERT INTO jobs (id, owner, source, state, priority, model, search, request, idempotency_key, fingerprint, created_at)
                VALUES (@Id, @Owner, @Source, 0, @Priority, @Model, @Search, @Request, @IdempotencyKey, @Fingerprint, @At)
                """,
                new
                {
                    job.Id,
                    job.Owner,
                    job.Source,
                    job.Priority,
                    Model = job.Request.Model ?? "",
                    Search = Search.Fold(job.Request.Prompt),
                    Request = StoredRequest.Write(job.Request),
                    job.IdempotencyKey,
                    job.Fingerprint,
                    At = Now,
                });
            connection.Execute(
                "INSERT INTO job_inputs VALUES (@Id, @Hash)",
                StoredRequest.Inputs(job.Request).Select(hash => new { job.Id, Hash = hash }));
            Tell(connection, job.Id, JobState.Waiting);
            return Find(connection, job.Id)!;
        },
        cancellation);

    public Task<Job?> FindAsync(string id, CancellationToken cancellation) =>
        database.ReadAsync(connection => Find(connection, id), cancellation);

    public Task<QueueCounts> CountAsync(CancellationToken cancellation) => database.ReadAsync(
        connection =>
        {
            var counts = connection.Query<long>("SELECT jobs FROM job_counts ORDER BY state").ToArray();
            var oldest = connection.QueryFirstOrDefault<long?>("SELECT created_at FROM jobs WHERE state = 0 ORDER BY id LIMIT 1");
            return new QueueCounts((int)counts[0], (int)counts[1], (int)counts[2], (int)counts[3], (int)counts[4], IsPaused(connection))
            {
                OldestWaiting = Times.Of(oldest),
            };
        },
        cancellation);

    public Task<Job?> CancelAsync(string id, CancellationToken cancellation) => database.WriteAsync(
        connection =>
        {
            connection.Execute("UPDATE jobs SET cancel_requested = 1 WHERE id = @id AND state = 1", new { id });
            if (connection.Execute("UPDATE jobs SET state = 4, ended_at = @Now WHERE id = @id AND state = 0", new { id, Now }) > 0)
            {
                Tell(connection, id, JobState.Canceled);
            }

            return Find(connection, id);
        },
        cancellation);

    public Task SetPausedAsync(bool paused, CancellationToken cancellation) => database.WriteAsync(
        connection => connection.Execute(
            "INSERT INTO settings VALUES (@PausedSetting, @value) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            new { PausedSetting, value = paused ? "1" : "0" }),
        cancellation);

    public Task<bool> IsPausedAsync(CancellationToken cancellation) => database.ReadAsync(IsPaused, cancellation);

    public Task<IReadOnlyList<StoredEvent>> EventsAsync(long after, int most, CancellationToken cancellation) => database.ReadAsync<IReadOnlyList<StoredEvent>>(
        connection =>
        [
            .. connection.Query<EventRow>(
                $"SELECT {EventRow.Columns} FROM events WHERE sequence > @after ORDER BY sequence LIMIT @most", new { after, most })
                .Select(row => row.ToEvent()),
        ],
        cancellation);

    public Task<long> LastEventAsync(CancellationToken cancellation) =>
        database.ReadAsync(connection => connection.QuerySingle<long>("SELECT coalesce(max(sequence), 0) FROM events"), cancellation);

    public async Task<int> RemoveEndedAsync(DateTimeOffset before, CancellationToken cancellation)
    {
        // In small writes, so that new jobs get their turns between them.
        const int together = 500;
        var removed = 0;
        while (true)
        {
            var some = await database.WriteAsync(
                connection =>
                {
                    var ids = connection.Query<string>(
                        "SELECT id FROM jobs WHERE ended_at < @before LIMIT @together", new { before = before.UtcTicks, together })
                        .ToList();
                    connection.Execute("DELETE FROM events WHERE job IN @ids", new { ids });
                    return connection.Execute("DELETE FROM jobs WHERE id IN @ids", new { ids });
                },
                cancellation);
            removed += some;
            if (some < together)
            {
                return removed;
            }
        }
    }

    public Task<int> RemoveEventsAsync(DateTimeOffset before, CancellationToken cancellation) => database.WriteAsync(
        connection => connection.Execute("DELETE FROM events WHERE job = '' AND at < @before", new { before = before.UtcTicks }),
        cancellation);

    private long Now => time.GetUtcNow().UtcTicks;

    private static Job? Earlier(SqliteConnection connection, NewJob job)
    {
        if (job.IdempotencyKey is null)
        {
            return null;
        }

        var (id, fingerprint) = connection.QueryFirstOrDefault<(string? Id, string? Fingerprint)>(
            "SELECT id, fingerprint FROM jobs WHERE owner = @Owner AND idempotency_key = @IdempotencyKey",
            new { job.Owner, job.IdempotencyKey });
        return id is null ? null
            : fingerprint == job.Fingerprint ? Find(connection, id)
            : throw new QueueRefusedException(
                QueueRefusal.KeyReused, "this idempotency key was used for another request; use a new key for a new request");
    }

    private static void CheckLimits(SqliteConnection connection, NewJob job)
    {
        var total = connection.QuerySingle<long>("SELECT jobs FROM job_counts WHERE state = 0");
        if (total >= job.Limits.Total)
        {
            throw new QueueRefusedException(QueueRefusal.Full, $"the queue is full: {total} jobs wait; try again when some are done");
        }

        var own = connection.QuerySingle<long>("SELECT coalesce(sum(jobs), 0) FROM waiting WHERE owner = @Owner", new { job.Owner });
        if (own >= job.Limits.PerOwner)
        {
            throw new QueueRefusedException(
                QueueRefusal.Full,
                $"{own} of your jobs wait already, and {job.Limits.PerOwner} may; try again when some are done, or cancel some");
        }
    }

    private static Job? Find(SqliteConnection connection, string id) => connection
        .QueryFirstOrDefault<JobRow>($"SELECT {JobRow.Columns} FROM jobs WHERE id = @id", new { id }) is { } row
        ? row.ToJob(JobPictures(connection, [row])[id].ToList())
        : null;

    private static ILookup<string, JobPicture> JobPictures(SqliteConnection connection, IReadOnlyList<JobRow> jobs) => connection
        .Query<PictureRow>(
            $"SELECT {PictureRow.Columns} FROM pictures WHERE job IN @ids ORDER BY job, position",
            new { ids = jobs.Where(job => job.State == (long)JobState.Succeeded).Select(job => job.Id) })
        .ToLookup(row => row.Job, row => row.ToJobPicture());

    private static bool IsPaused(SqliteConnection connection) =>
        connection.QueryFirstOrDefault<string>("SELECT value FROM settings WHERE name = @PausedSetting", new { PausedSetting }) == "1";

    private void Tell(SqliteConnection connection, string id, JobState state) => connection.Execute(
        "INSERT INTO events (job, owner, type, at) SELECT id, owner, @Type, @Now FROM jobs WHERE id = @id",
        new { id, Type = StoredEvent.TypeOf(state), Now });
}
