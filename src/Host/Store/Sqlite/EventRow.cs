using Dapper;
using Microsoft.Data.Sqlite;

namespace Atelier.Host.Store.Sqlite;

/// <summary>A row of <c>events</c>, for whoever tells of a change in the transaction that makes it.</summary>
internal static class EventRow
{
    /// <param name="connection">The one of the transaction.</param>
    /// <param name="type">Two words with a point.</param>
    /// <param name="owner">Whose it is; empty for the server's own.</param>
    /// <param name="data">A JSON object.</param>
    /// <param name="now">Ticks of UTC.</param>
    /// <param name="job">The job with whose record it goes; empty for none.</param>
    public static void Insert(SqliteConnection connection, string type, string owner, string data, long now, string job = "") => connection.Execute(
        "INSERT INTO events (job, owner, type, at, data) VALUES (@job, @owner, @type, @now, @data)", new { job, owner, type, now, data });
}
