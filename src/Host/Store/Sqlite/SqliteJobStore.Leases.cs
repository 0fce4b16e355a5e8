using Atelier.Jobs;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Atelier.Host.Store.Sqlite;

/// <content>The workers' side: leases, heartbeats, results. Each write is refused where the lease is no longer the job's.</content>
internal sealed partial class SqliteJobStore
{
    private const string OfLease = "id = @JobId AND token = @Token AND worker = @Worker AND state = 1";

    public async Task<LeasedJob?> LeaseAsync(string worker, CancellationToken cancellation)
    {
        // Workers ask again and again: only a queue that has something is locked for it.
        var isWorth = await database.ReadAsync(
            connection => connection.QuerySingle<long>("SELECT jobs FROM job_counts WHERE state = 0") > 0 && !IsPaused(connection),
            cancellation);
        return isWorth ? await database.WriteAsync(connection => Lease(connection, worker), cancellation) : null;
    }

    public Task<LeaseState> HeartbeatAsync(Lease lease, CancellationToken cancellation) => database.WriteAsync(
        connection => connection.QueryFirstOrDefault<long?>($"UPDATE jobs SET heartbeats = heartbeats + 1 WHERE {OfLease} RETURNING cancel_requested", lease) switch
        {
            null => LeaseState.Lost,
            0 => LeaseState.Held,
            _ => LeaseState.CancelRequested,
        },
        cancellation);

    public Task<bool> SucceedAsync(Lease lease, IReadOnlyList<NewPicture> pictures, CancellationToken cancellation) => database.WriteAsync(
        connection =>
        {
            if (!SetEnded(connection, lease, JobState.Succeeded))
            {
                return false;
            }

            var job = Find(connection, lease.JobId)!;
            var rows = pictures.Select((picture, index) => PictureRow.Of(picture, job, index, Now)).ToList();
            connection.Execute(PictureRow.Insert, rows);
            foreach (var row in rows)
            {
                EventRow.Insert(connection, "picture.created", job.Owner, PictureCreated.Write(row.ToPicture()), Now, job.Id);
            }

            Tell(connection, lease.JobId, JobState.Succeeded);
            return true;
        },
        cancellation);

    public Task<bool> FailAsync(Lease lease, JobError error, CancellationToken cancellation) =>
        database.WriteAsync(connection => End(connection, lease, JobState.Failed, error), cancellation);

    public Task<bool> EndCanceledAsync(Lease lease, CancellationToken cancellation) =>
        database.WriteAsync(connection => End(connection, lease, JobState.Canceled), cancellation);

    public Task<bool> ReleaseAsync(Lease lease, CancellationToken cancellation) =>
        database.WriteAsync(connection => TakeBack(connection, lease, "attempts - 1"), cancellation);

    public Task<bool> ExpireAsync(Lease lease, string reason, int mostAttempts, CancellationToken cancellation) => database.WriteAsync(
        connection =>
        {
            var attempts =
                connection.QueryFirstOrDefault<int?>($"SELECT attempts FROM jobs WHERE {OfLease} AND cancel_requested = 0", lease);
            return attempts >= mostAttempts
                ? End(connection, lease, JobState.Failed,
                    new JobError("poisoned", $"given up after {attempts} attempts, each of which ended its worker; the last: {reason}"))
                : TakeBack(connection, lease, "attempts");
        },
        cancellation);

    public Task<IReadOnlyList<RunningJob>> RunningAsync(CancellationToken cancellation) => database.ReadAsync<IReadOnlyList<RunningJob>>(
        connection =>
        [
            .. connection.Query<(string Id, long Token, string Worker, long Heartbeats, string Model)>(
                "SELECT id, token, worker, heartbeats, model FROM jobs WHERE state = 1 ORDER BY id")
                .Select(row => new RunningJob(new Lease(row.Id, row.Token, row.Worker), row.Heartbeats, row.Model)),
        ],
        cancellation);

    private LeasedJob? Lease(SqliteConnection connection, string worker)
    {
        if (IsPaused(connection) || QueueOrder.Next(connection) is not { } id)
        {
            return null;
        }

        var token = connection.QuerySingle<long>(
            """
            UPDATE jobs SET state = 1, worker = @worker, token = token + 1, attempts = attempts + 1, started_at = coalesce(started_at, @Now)
            WHERE id = @id RETURNING token
            """,
            new { id, worker, Now });
        QueueOrder.Served(connection, id);
        Tell(connection, id, JobState.Running);
        return new LeasedJob(new Lease(id, token, worker), Find(connection, id)!);
    }

    private bool SetEnded(SqliteConnection connection, Lease lease, JobState state, JobError? error = null) => connection.Execute(
        $"""
        UPDATE jobs SET state = @State, ended_at = @Now, error_code = @Code, error_message = @Message, error_field = @Field WHERE {OfLease}
        """,
        new { lease.JobId, lease.Token, lease.Worker, State = (int)state, Now, error?.Code, error?.Message, error?.Field }) > 0;

    private bool End(SqliteConnection connection, Lease lease, JobState state, JobError? error = null)
    {
        var isHeld = SetEnded(connection, lease, state, error);
        if (isHeld)
        {
            Tell(connection, lease.JobId, state);
        }

        return isHeld;
    }

    // A job whose cancellation was asked for does not run again: nobody is left to end it.
    private bool TakeBack(SqliteConnection connection, Lease lease, string attempts)
    {
        if (connection.QueryFirstOrDefault<bool>($"SELECT cancel_requested FROM jobs WHERE {OfLease}", lease))
        {
            return End(connection, lease, JobState.Canceled);
        }

        var isHeld = connection.Execute($"UPDATE jobs SET state = 0, worker = NULL, attempts = {attempts} WHERE {OfLease}", lease) > 0;
        if (isHeld)
        {
            Tell(connection, lease.JobId, JobState.Waiting);
        }

        return isHeld;
    }
}
