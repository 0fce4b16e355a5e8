using Dapper;
using Microsoft.Data.Sqlite;

namespace Atelier.Host.Store.Sqlite;

/// <summary>A row of <c>events</c>.</summary>
internal sealed class EventRow
{
    public const string Columns = "sequence, job, owner, type, at, data";

    public long Sequence { get; init; }

    public string Job { get; init; } = "";

    public string Owner { get; init; } = "";

    public string Type { get; init; } = "";

    public long At { get; init; }

    public string? Data { get; init; }

    /// <summary>Tells of a change, in the transaction that makes it.</summary>
    /// <param name="connection">The one of the transaction.</param>
    /// <param name="type">Two words with a point.</param>
    /// <param name="owner">Whose it is; empty for the server's own.</param>
    /// <param name="data">A JSON object.</param>
    /// <param name="now">Ticks of UTC.</param>
    /// <param name="job">The job with whose record it goes; empty for none.</param>
    public static void Insert(SqliteConnection connection, string type, string owner, string data, long now, string job = "") => connection.Execute(
        "INSERT INTO events (job, owner, type, at, data) VALUES (@job, @owner, @type, @now, @data)", new { job, owner, type, now, data });

    public StoredEvent ToEvent() => new(Sequence, Job, Owner, Type, Times.Of(At), Data);
}
