using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Atelier.Host.Store.Sqlite;

/// <summary>
/// Which waiting job goes next: highest priority first, within a priority the owner who was served least recently, within an owner the
/// oldest. Looks at one row for each owner, priority and model that waits, never at all jobs.
/// </summary>
internal static class QueueOrder
{
    /// <summary>The next job's id; null where none waits.</summary>
    public static string? Next(SqliteConnection connection) => connection.QueryFirstOrDefault<string>(
        """
        SELECT (SELECT min(id) FROM jobs WHERE state = 0 AND priority = waiting.priority AND owner = waiting.owner AND model = waiting.model) AS id
        FROM waiting LEFT JOIN owners ON owners.name = waiting.owner
        ORDER BY waiting.priority DESC, coalesce(owners.served, 0), id LIMIT 1
        """);

    /// <summary>Puts the owner of a job behind all others.</summary>
    public static void Served(SqliteConnection connection, string id) => connection.Execute(
        """
        INSERT INTO owners SELECT owner, (SELECT coalesce(max(served), 0) + 1 FROM owners) FROM jobs WHERE id = @id
        ON CONFLICT (name) DO UPDATE SET served = excluded.served
        """,
        new { id });

    /// <summary>How many jobs go before each of these; those that do not wait are left out.</summary>
    public static IReadOnlyDictionary<string, int> Positions(SqliteConnection connection, IReadOnlyCollection<string> ids)
    {
        var jobs = Waiting(connection, ids).ToLookup(job => job.Priority);
        var positions = new Dictionary<string, int>();
        var (higher, turn, turns) = (0L, 0, new Dictionary<string, int>());
        foreach (var priority in Shares(connection).GroupBy(share => share.Priority).OrderByDescending(priority => priority.Key))
        {
            var owners = priority.OrderBy(owner => turns.GetValueOrDefault(owner.Owner)).ThenBy(owner => owner.Served)
                .ThenBy(owner => owner.Oldest, StringComparer.Ordinal).ToList();
            foreach (var own in jobs[priority.Key].GroupBy(job => job.Owner))
            {
                var ownTurn = owners.FindIndex(owner => owner.Owner == own.Key);
                var newer = 0L;
                foreach (var job in own)
                {
                    newer += job.UntilNext;
                    var older = job.Jobs - 1 - newer++;

                    // Owners take turns: before a job with n older ones go n of each other owner, and one more of those whose turn comes
                    // first.
                    positions[job.Id] =
                        (int)(higher + older
                            + owners.Select((other, at) => at == ownTurn ? 0 : Math.Min(other.Jobs, older + (at < ownTurn ? 1 : 0))).Sum());
                }
            }

            // When these are done, who had the last turn among them comes last.
            higher += owners.Sum(owner => owner.Jobs);
            foreach (var owner in owners.OrderBy(owner => owner.Jobs))
            {
                turns[owner.Owner] = ++turn;
            }
        }

        return positions;
    }

    private static IEnumerable<Share> Shares(SqliteConnection connection) => connection
        .Query<(long Priority, string Owner, long Jobs, long Served, string Oldest)>(
            """
            SELECT waiting.priority, waiting.owner, jobs, coalesce(served, 0),
                (SELECT min(id) FROM jobs WHERE state = 0 AND priority = waiting.priority AND owner = waiting.owner AND model = waiting.model)
            FROM waiting LEFT JOIN owners ON name = waiting.owner
            """)
        .GroupBy(row => (row.Priority, row.Owner, row.Served))
        .Select(rows => new Share(
            rows.Key.Priority, rows.Key.Owner, rows.Sum(row => row.Jobs), rows.Key.Served,
            rows.Select(row => row.Oldest).Min(StringComparer.Ordinal)!));

    // Those that wait, newest first, each with the number of its owner's jobs between it and the one before it in this list, and of all of
    // these jobs. Counted from the end, as what is asked for most is the place of a job that was just accepted, and few came after that
    // one.
    private static IEnumerable<(string Id, string Owner, long Priority, long Jobs, long UntilNext)> Waiting(
        SqliteConnection connection, IReadOnlyCollection<string> ids) =>
        connection.Query<(string Id, string Owner, long Priority, long Jobs, long UntilNext)>(
            """
            WITH page AS (
                SELECT id, owner, priority, lead(id, 1, '~') OVER (PARTITION BY priority, owner ORDER BY id) AS next
                FROM jobs WHERE state = 0 AND id IN (SELECT value FROM json_each(@ids))
            )
            SELECT id, owner, priority,
                (SELECT sum(jobs) FROM waiting WHERE owner = page.owner AND priority = page.priority),
                (SELECT count(*) FROM jobs
                WHERE state = 0 AND priority = page.priority AND owner = page.owner
                    AND model IN (SELECT model FROM waiting WHERE owner = page.owner AND priority = page.priority)
                    AND id > page.id AND id < page.next)
            FROM page ORDER BY id DESC
            """,
            new { ids = JsonSerializer.Serialize(ids) });

    // What waits of one owner in one priority.
    private sealed record Share(long Priority, string Owner, long Jobs, long Served, string Oldest);
}
