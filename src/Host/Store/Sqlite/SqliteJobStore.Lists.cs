using Atelier.Jobs;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Atelier.Host.Store.Sqlite;

/// <content>Lists, and places in the queue.</content>
internal sealed partial class SqliteJobStore
{
    public Task<JobPage> ListAsync(JobFilter filter, CancellationToken cancellation) => database.ReadAsync(
        connection =>
        {
            var rows = Rows(connection, filter);
            var page = rows.Take(filter.Limit).ToList();
            var pictures = JobPictures(connection, page);
            return new JobPage([.. page.Select(row => row.ToJob([.. pictures[row.Id]]))], rows.Count > filter.Limit ? page[^1].Id : null);
        },
        cancellation);

    public async Task<int?> PositionAsync(string id, CancellationToken cancellation) =>
        (await PositionsAsync([id], cancellation)).TryGetValue(id, out var position) ? position : null;

    public Task<IReadOnlyDictionary<string, int>> PositionsAsync(IReadOnlyCollection<string> ids, CancellationToken cancellation) =>
        database.ReadAsync(connection => QueueOrder.Positions(connection, ids), cancellation);

    // One ordered walk for each state: a state's jobs lie in the order of their ids, those of several do not.
    private static List<JobRow> Rows(SqliteConnection connection, JobFilter filter)
    {
        var parameters =
            new DynamicParameters(
                new { filter.Owner, filter.Source, filter.Before, filter.Group,
                    After = filter.Group is { } group ? Owners.After(group) : null, Most = filter.Limit + 1 });
        var conditions = new List<string>();
        if (filter.Before is not null)
        {
            conditions.Add("id < @Before");
        }

        if (filter.Owner is not null)
        {
            conditions.Add("owner = @Owner");
        }

        if (filter.Group is not null)
        {
            conditions.Add("owner >= @Group AND owner < @After");
        }

        if (filter.Source is not null)
        {
            conditions.Add("source = @Source");
        }

        foreach (var (pattern, number) in Search.Patterns(filter.Text).Select((pattern, number) => (pattern, number)))
        {
            conditions.Add($@"search LIKE @Word{number} ESCAPE '\'");
            parameters.Add($"Word{number}", pattern);
        }

        var states = filter.States ?? (filter.Owner is null ? null : Enum.GetValues<JobState>());
        var walks = states is null
            ? [Walk(conditions)]
            : states.Distinct().Select(state => Walk([.. conditions, $"state = {(int)state}"])).ToList();
        return [.. walks.SelectMany(walk => connection.Query<JobRow>(walk, parameters))
            .OrderByDescending(row => row.Id, StringComparer.Ordinal).Take(filter.Limit + 1)];
    }

    private static string Walk(IReadOnlyList<string> conditions) =>
        $"SELECT {JobRow.Columns} FROM jobs {(conditions.Count > 0 ? "WHERE " + string.Join(" AND ", conditions) : "")} ORDER BY id DESC LIMIT @Most";
}
