using System.Text.Json;
using Atelier.Host.Webhooks.Out;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Atelier.Host.Store.Sqlite.Webhooks;

/// <summary>Webhooks in SQLite.</summary>
internal sealed class SqliteWebhookStore(SqliteDatabase database) : IWebhookStore
{
    private const string LastEvent = "(SELECT coalesce(max(sequence), 0) FROM events)";

    public Task<bool> AddAsync(Webhook webhook, int most, CancellationToken cancellation) => database.WriteAsync(
        connection =>
        {
            if (webhook.JobId is null && connection.QuerySingle<long>("SELECT count(*) FROM webhooks WHERE job IS NULL") >= most)
            {
                return false;
            }

            connection.Execute(
                $"""
                INSERT INTO webhooks (id, owner, url, lane, description, events, job, enabled, secret, created_at, after)
                VALUES (@Id, @Owner, @Url, @Lane, @Description, @Events, @JobId, @Enabled, @Secret, @CreatedAt, {(webhook.JobId is null ? LastEvent : "0")})
                ON CONFLICT (job) DO NOTHING
                """,
                new
                {
                    webhook.Id,
                    webhook.Owner,
                    Url = webhook.Url.AbsoluteUri,
                    Lane = webhook.Url.Authority,
                    webhook.Description,
                    Events = JsonSerializer.Serialize(webhook.Events),
                    webhook.JobId,
                    webhook.Enabled,
                    webhook.Secret,
                    CreatedAt = webhook.CreatedAt.UtcTicks,
                });
            return true;
        },
        cancellation);

    public Task<Webhook?> FindAsync(string id, CancellationToken cancellation) =>
        database.ReadAsync(connection => Find(connection, id), cancellation);

    public Task<Webhook?> OfJobAsync(string jobId, CancellationToken cancellation) => database.ReadAsync(
        connection => connection.QueryFirstOrDefault<WebhookRow>(
            $"SELECT {WebhookRow.Columns} FROM webhooks w WHERE job = @jobId", new { jobId })?.ToWebhook(), cancellation);

    public Task<IReadOnlyList<Webhook>> ListAsync(CancellationToken cancellation) => ReadAsync("job IS NULL", null, cancellation);

    public Task<IReadOnlyList<Webhook>> ListenersAsync(IReadOnlyCollection<string> jobIds, CancellationToken cancellation) =>
        ReadAsync("enabled = 1 AND (job IS NULL OR job IN @jobIds)", new { jobIds }, cancellation);

    public Task<Webhook?> ChangeAsync(string id, WebhookChange change, CancellationToken cancellation) => database.WriteAsync(
        connection =>
        {
            if (change.Url is { } url)
            {
                connection.Execute(
                    "UPDATE webhooks SET url = @Url, lane = @Lane, paused_until = NULL WHERE id = @id",
                    new { id, Url = url.AbsoluteUri, Lane = url.Authority });
            }

            connection.Execute(
                "UPDATE webhooks SET description = coalesce(@Description, description), events = coalesce(@Events, events) WHERE id = @id",
                new { id, change.Description, Events = change.Events is null ? null : JsonSerializer.Serialize(change.Events) });
            if (change.Enabled is true)
            {
                connection.Execute(
                    $"""
                    UPDATE webhooks SET enabled = 1, disabled = NULL, after = {LastEvent}, paused_until = NULL, throttles = 0, failing_since = NULL
                    WHERE id = @id AND enabled = 0
                    """,
                    new { id });
            }
            else if (change.Enabled is false)
            {
                connection.Execute("UPDATE webhooks SET enabled = 0 WHERE id = @id", new { id });
            }

            return Find(connection, id);
        },
        cancellation);

    public Task<Webhook?> RotateAsync(string id, string secret, DateTimeOffset formerUntil, CancellationToken cancellation) => database.WriteAsync(
        connection =>
        {
            connection.Execute(
                "UPDATE webhooks SET former_secret = secret, former_until = @Until, secret = @secret WHERE id = @id",
                new { id, secret, Until = formerUntil.UtcTicks });
            return Find(connection, id);
        },
        cancellation);

    public Task<bool> RemoveAsync(string id, CancellationToken cancellation) => database.WriteAsync(
        connection =>
        {
            connection.Execute("DELETE FROM webhook_deliveries WHERE webhook = @id", new { id });
            return connection.Execute("DELETE FROM webhooks WHERE id = @id", new { id }) > 0;
        },
        cancellation);

    private static Webhook? Find(SqliteConnection connection, string id) =>
        connection.QueryFirstOrDefault<WebhookRow>($"SELECT {WebhookRow.Columns} FROM webhooks w WHERE id = @id", new { id })?.ToWebhook();

    private Task<IReadOnlyList<Webhook>> ReadAsync(string condition, object? parameters, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<Webhook>>(
            connection =>
                [.. connection.Query<WebhookRow>($"SELECT {WebhookRow.Columns} FROM webhooks w WHERE {condition} ORDER BY id DESC",
                    parameters).Select(row => row.ToWebhook())],
            cancellation);
}
