using System.Globalization;
using Atelier.Host.Webhooks.Out;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Atelier.Host.Store.Sqlite.Webhooks;

/// <summary>
/// Deliveries in SQLite: what comes in, what is listed. What happens to them is in <c>SqliteDeliveryStore.Sending.cs</c>.
/// </summary>
internal sealed partial class SqliteDeliveryStore(SqliteDatabase database, TimeProvider time) : IDeliveryStore
{
    private const string CursorSetting = "webhooks.cursor";

    // A webhook that many wait for is given up: nobody will want them all.
    private const int MostWaiting = 10_000;

    private long Now => time.GetUtcNow().UtcTicks;

    // Nothing before the oldest webhook is told to anyone; without one, nothing that was.
    public Task<long> CursorAsync(CancellationToken cancellation) => database.ReadAsync(
        connection => Math.Max(
            long.Parse(
                connection.QueryFirstOrDefault<string>("SELECT value FROM settings WHERE name = @CursorSetting", new { CursorSetting })
                    ?? "0", CultureInfo.InvariantCulture),
            connection.QuerySingle<long>(
                """
                SELECT coalesce((SELECT min(after) FROM webhooks WHERE enabled = 1), (SELECT max(sequence) FROM events), 0)
                """)),
        cancellation);

    public Task EnqueueAsync(IReadOnlyList<NewDelivery> deliveries, long? cursor, CancellationToken cancellation) => database.WriteAsync(
        connection =>
        {
            foreach (var delivery in deliveries)
            {
                connection.Execute(
                    """
                    INSERT INTO webhook_deliveries (id, webhook, event, type, body, state, created_at, due_at)
                    SELECT @Id, id, @Event, @Type, @Body, 0, @Now, @Now FROM webhooks
                    WHERE id = @WebhookId AND (@Event IS NULL OR (enabled = 1 AND after < @Event))
                    ON CONFLICT (webhook, event) WHERE event IS NOT NULL DO NOTHING
                    """,
                    new { delivery.Id, delivery.WebhookId, delivery.Event, delivery.Type, delivery.Body, Now });
            }

            foreach (var webhook in deliveries.Select(delivery => delivery.WebhookId).Distinct())
            {
                GiveUpOnMany(connection, webhook);
            }

            return cursor is null ? 0 : connection.Execute(
                "INSERT INTO settings VALUES (@CursorSetting, @cursor) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                new { CursorSetting, cursor = cursor.Value.ToString(CultureInfo.InvariantCulture) });
        },
        cancellation);

    public Task<IReadOnlyList<StoredEvent>> EventsOfJobAsync(string jobId, CancellationToken cancellation) => database.ReadAsync<IReadOnlyList<StoredEvent>>(
        connection =>
            [.. connection.Query<EventRow>($"SELECT {EventRow.Columns} FROM events WHERE job = @jobId ORDER BY sequence", new { jobId })
                .Select(row => row.ToEvent())],
        cancellation);

    public Task<DeliveryPage> ListAsync(DeliveryFilter filter, CancellationToken cancellation) => database.ReadAsync(
        connection =>
        {
            var conditions = new List<string> { "1 = 1" };
            conditions.AddRange(filter.Before is null ? [] : ["d.id < @Before"]);
            conditions.AddRange(filter.WebhookId is null ? [] : ["d.webhook = @WebhookId"]);
            conditions.AddRange(filter.JobId is null ? [] : ["d.webhook = (SELECT id FROM webhooks WHERE job = @JobId)"]);
            conditions.AddRange(filter.State is null ? [] : [$"d.state = {(int)filter.State}"]);
            var rows = connection.Query<DeliveryRow>(
                $"SELECT {DeliveryRow.Columns} FROM webhook_deliveries d WHERE {string.Join(" AND ", conditions)} ORDER BY d.id DESC LIMIT @Most",
                new { filter.Before, filter.WebhookId, filter.JobId, Most = filter.Limit + 1 }).ToList();
            return new DeliveryPage(
                [.. rows.Take(filter.Limit).Select(row => row.ToDelivery())], rows.Count > filter.Limit ? rows[filter.Limit - 1].Id : null);
        },
        cancellation);

    public Task<Delivery?> FindAsync(string id, CancellationToken cancellation) => database.ReadAsync(
        connection => connection.QueryFirstOrDefault<DeliveryRow>(
            $"SELECT {DeliveryRow.Columns} FROM webhook_deliveries d WHERE id = @id", new { id })?.ToDelivery(), cancellation);

    public Task<ILookup<string, DeliveryAttempt>> AttemptsAsync(IReadOnlyCollection<string> ids, CancellationToken cancellation) => database.ReadAsync(
        connection => connection
            .Query<AttemptRow>(
                $"SELECT {AttemptRow.Columns} FROM webhook_attempts WHERE delivery IN @ids ORDER BY delivery, number", new { ids })
            .ToLookup(row => row.Delivery, row => row.ToAttempt()),
        cancellation);

    private void GiveUpOnMany(SqliteConnection connection, string webhook)
    {
        if (connection.QuerySingle<long>(
            "SELECT count(*) FROM webhook_deliveries WHERE webhook = @webhook AND state = 0", new { webhook }) > MostWaiting)
        {
            Disable(connection, webhook, $"more than {MostWaiting} messages wait for it");
        }
    }
}
