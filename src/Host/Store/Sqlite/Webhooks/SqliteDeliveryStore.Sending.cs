using System.Text.Json;
using Atelier.Host.Webhooks.Out;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Atelier.Host.Store.Sqlite.Webhooks;

/// <content>What is sent, and what becomes of it.</content>
internal sealed partial class SqliteDeliveryStore
{
    private const string Sendable =
        """
        webhook_deliveries d JOIN webhooks w ON w.id = d.webhook
        WHERE d.state = 0 AND w.enabled = 1 AND w.lane NOT IN @Busy AND d.id NOT IN @Running
        """;

    public Task<DueDeliveries> DueAsync(DueQuery query, CancellationToken cancellation) => database.ReadAsync(
        connection =>
        {
            var parameters = new { query.Busy, query.Running, Now = query.Now.UtcTicks, query.PerLane, query.Most };
            var due = connection.Query<DeliveryRow, WebhookRow, DueDelivery>(
                $"""
                SELECT {DeliveryRow.Columns}, {WebhookRow.Columns} FROM (
                    SELECT d.sequence, row_number() OVER (PARTITION BY w.lane ORDER BY d.due_at, d.sequence) AS place FROM {Sendable}
                    AND d.due_at <= @Now AND coalesce(w.paused_until, 0) <= @Now) s
                JOIN webhook_deliveries d ON d.sequence = s.sequence JOIN webhooks w ON w.id = d.webhook
                WHERE s.place <= @PerLane ORDER BY d.due_at, d.sequence LIMIT @Most
                """,
                (delivery, webhook) => new DueDelivery(delivery.ToDelivery(), webhook.ToWebhook()),
                parameters,
                splitOn: "id").ToList();
            var next = connection.QuerySingle<long?>(
                $"SELECT min(max(d.due_at, coalesce(w.paused_until, 0))) FROM {Sendable} AND max(d.due_at, coalesce(w.paused_until, 0)) > @Now", parameters);
            return new DueDeliveries(due, Times.Of(next));
        },
        cancellation);

    public Task SettleAsync(string id, DeliveryAttempt attempt, DeliveryVerdict verdict, CancellationToken cancellation) => database.WriteAsync(
        connection =>
        {
            // It may have been removed with its webhook meanwhile.
            if (connection.QueryFirstOrDefault<string>(
                """
                UPDATE webhook_deliveries SET state = @State, attempts = attempts + 1, tries = tries + 1, due_at = @Due, ended_at = @Ended WHERE id = @id RETURNING webhook
                """,
                new { id, State = (int)verdict.State, Due = verdict.DueAt?.UtcTicks,
                    Ended = verdict.State == DeliveryState.Waiting ? null : (long?)Now }) is not { } webhook)
            {
                return 0;
            }

            connection.Execute(
                "INSERT INTO webhook_attempts VALUES (@id, @Number, @At, @Status, @Error, @Duration, @Answer)",
                new { id, attempt.Number, At = attempt.At.UtcTicks, attempt.Status, attempt.Error, Duration = attempt.Duration.Ticks,
                    attempt.Answer });
            connection.Execute(
                verdict.State == DeliveryState.Delivered
                    ? "UPDATE webhooks SET failing_since = NULL, throttles = 0, paused_until = NULL WHERE id = @webhook"
                    : """
                    UPDATE webhooks SET failing_since = coalesce(failing_since, @At), paused_until = coalesce(@Paused, paused_until),
                        throttles = throttles + (@Paused IS NOT NULL) WHERE id = @webhook
                    """,
                new { webhook, At = attempt.At.UtcTicks, Paused = verdict.PausedUntil?.UtcTicks });
            if (verdict.Disabled is { } reason)
            {
                Disable(connection, webhook, reason);
            }

            return 1;
        },
        cancellation);

    public Task<int> ResendAsync(string webhookId, string? id, CancellationToken cancellation) => database.WriteAsync(
        connection => connection.Execute(
            $"""
            UPDATE webhook_deliveries SET state = 0, tries = 0, due_at = @Now, ended_at = NULL
            WHERE webhook = @webhookId AND {(id is null ? $"state = {(int)DeliveryState.Dead}" : "id = @id")}
            """,
            new { webhookId, id, Now }),
        cancellation);

    /// <summary>Also webhooks of jobs that have nothing left to send.</summary>
    public async Task<int> RemoveOldAsync(DateTimeOffset before, CancellationToken cancellation)
    {
        const int together = 500;
        var removed = 0;
        for (var some = together; some == together; removed += some)
        {
            some = await database.WriteAsync(
                connection => connection.Execute(
                    "DELETE FROM webhook_deliveries WHERE sequence IN (SELECT sequence FROM webhook_deliveries WHERE ended_at < @Before LIMIT @together)",
                    new { Before = before.UtcTicks, together }),
                cancellation);
        }

        await database.WriteAsync(
            connection => connection.Execute(
                """
                DELETE FROM webhooks WHERE job IS NOT NULL AND created_at < @Before AND NOT EXISTS (SELECT 1 FROM webhook_deliveries d WHERE d.webhook = webhooks.id)
                    AND NOT EXISTS (SELECT 1 FROM jobs WHERE jobs.id = webhooks.job AND jobs.ended_at IS NULL)
                """,
                new { Before = before.UtcTicks }),
            cancellation);
        return removed;
    }

    // What waits for it is given up: it is sent again when somebody has seen to the receiver and asks for it.
    private void Disable(SqliteConnection connection, string id, string reason)
    {
        connection.Execute(
            "UPDATE webhook_deliveries SET state = @Dead, due_at = NULL, ended_at = @Now WHERE webhook = @id AND state = 0",
            new { id, Dead = (int)DeliveryState.Dead, Now });
        if (connection.Execute("UPDATE webhooks SET enabled = 0, disabled = @reason WHERE id = @id AND enabled = 1", new { id, reason }) > 0
            && connection.QuerySingle<WebhookRow>($"SELECT {WebhookRow.Columns} FROM webhooks w WHERE id = @id", new { id })
                .ToWebhook() is { JobId: null } webhook)
        {
            // Not its whole address: there are receivers whose address is their secret.
            var data = JsonSerializer.Serialize(
                new { webhook.Id, webhook.Url.Host, webhook.Description, Reason = reason }, JsonSerializerOptions.Web);
            EventRow.Insert(connection, "webhook.disabled", webhook.Owner, data, Now);
        }
    }
}
