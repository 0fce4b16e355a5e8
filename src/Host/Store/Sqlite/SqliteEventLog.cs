using System.Text.Json;
using Atelier.Host.Automation;
using Atelier.Host.Notify;

namespace Atelier.Host.Store.Sqlite;

/// <summary>Appends to <c>events</c>, and tells the feed.</summary>
internal sealed class SqliteEventLog(SqliteDatabase database, JobSignal signal, TimeProvider time) : IEventLog
{
    public async Task AppendAsync(string type, string owner, string data, CancellationToken cancellation)
    {
        Check(type, data);
        await database.WriteAsync(
            connection =>
            {
                EventRow.Insert(connection, type, owner, data, time.GetUtcNow().UtcTicks);
                return true;
            },
            cancellation);
        signal.Raise();
    }

    private static void Check(string type, string data)
    {
        if (type.Split('.') is not [{ Length: > 0 }, { Length: > 0 }] || type.StartsWith("job.", StringComparison.Ordinal))
        {
            throw new ArgumentException(
                $"{type} is no type of an event; it must be two words with a point, and not about a job", nameof(type));
        }

        using var parsed = JsonDocument.Parse(data);
        if (parsed.RootElement.ValueKind != JsonValueKind.Object)
        {
            throw new ArgumentException("an event's data must be a JSON object", nameof(data));
        }
    }
}
