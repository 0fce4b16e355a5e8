using Atelier.Host.Webhooks.In;
using Dapper;

namespace Atelier.Host.Store.Sqlite.Webhooks;

/// <summary>Hooks in SQLite, and what came in by them.</summary>
internal sealed class SqliteHookStore(SqliteDatabase database) : IHookStore
{
    // Anybody can send what is refused.
    private const int MostRefused = 200;

    public Task<bool> AddAsync(Hook hook, CancellationToken cancellation) => database.WriteAsync(
        connection => connection.Execute(
            """
            INSERT INTO hooks VALUES (@Id, @Name, @Owner, @Scheme, @Kind, @Target, @Arguments, @Events, @Description, @Enabled, @Secret, @FormerSecret, @FormerUntil, @CreatedAt)
            ON CONFLICT (name) DO NOTHING
            """,
            HookRow.Of(hook)) > 0,
        cancellation);

    public Task<Hook?> FindAsync(string name, CancellationToken cancellation) => database.ReadAsync(
        connection => connection.QueryFirstOrDefault<HookRow>(
            $"SELECT {HookRow.Columns} FROM hooks WHERE name = @name", new { name })?.ToHook(), cancellation);

    public Task<IReadOnlyList<Hook>> ListAsync(CancellationToken cancellation) => database.ReadAsync<IReadOnlyList<Hook>>(
        connection => [.. connection.Query<HookRow>($"SELECT {HookRow.Columns} FROM hooks ORDER BY name").Select(row => row.ToHook())],
        cancellation);

    public Task<bool> ReplaceAsync(Hook hook, CancellationToken cancellation) => database.WriteAsync(
        connection => connection.Execute(
            """
            UPDATE hooks SET kind = @Kind, target = @Target, arguments = @Arguments, events = @Events, description = @Description, enabled = @Enabled,
                secret = @Secret, former_secret = @FormerSecret, former_until = @FormerUntil
            WHERE id = @Id
            """,
            HookRow.Of(hook)) > 0,
        cancellation);

    public Task<bool> RemoveAsync(string name, CancellationToken cancellation) => database.WriteAsync(
        connection =>
        {
            connection.Execute("DELETE FROM hook_calls WHERE hook = (SELECT id FROM hooks WHERE name = @name)", new { name });
            return connection.Execute("DELETE FROM hooks WHERE name = @name", new { name }) > 0;
        },
        cancellation);

    public Task NoteAsync(HookCall call, CancellationToken cancellation) => database.WriteAsync(
        connection =>
        {
            connection.Execute(
                "INSERT INTO hook_calls VALUES (@Id, @HookId, @Ticks, @Delivery, @Event, @Outcome, @RunId, @Reason, @Bytes, @BodyHash)",
                new { call.Id, call.HookId, Ticks = call.At.UtcTicks, call.Delivery, call.Event, call.Outcome, call.RunId, call.Reason,
                    call.Bytes, call.BodyHash });
            return call.Outcome == HookOutcomes.Refused
                ? connection.Execute(
                    $"""
                    DELETE FROM hook_calls WHERE hook = @HookId AND outcome = 'refused' AND id <=
                        (SELECT id FROM hook_calls WHERE hook = @HookId AND outcome = 'refused' ORDER BY id DESC LIMIT 1 OFFSET {MostRefused})
                    """,
                    new { call.HookId })
                : 0;
        },
        cancellation);

    public Task<IReadOnlyList<HookCall>> CallsAsync(string hookId, int limit, string? before, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<HookCall>>(
            connection =>
            [
                .. connection.Query<CallRow>(
                    $"""
                    SELECT id, at, delivery, event, outcome, run AS RunId, reason, bytes, body_hash AS BodyHash FROM hook_calls
                    WHERE hook = @hookId {(before is null ? "" : "AND id < @before")} ORDER BY id DESC LIMIT @limit
                    """,
                    new { hookId, before, limit }).Select(row => row.ToCall(hookId)),
            ],
            cancellation);

    public Task<int> RemoveOldAsync(DateTimeOffset before, CancellationToken cancellation) => database.WriteAsync(
        connection => connection.Execute("DELETE FROM hook_calls WHERE at < @Before", new { Before = before.UtcTicks }), cancellation);

    private sealed class CallRow
    {
        public string Id { get; init; } = "";

        public long At { get; init; }

        public string? Delivery { get; init; }

        public string? Event { get; init; }

        public string Outcome { get; init; } = "";

        public string? RunId { get; init; }

        public string? Reason { get; init; }

        public long Bytes { get; init; }

        public string BodyHash { get; init; } = "";

        public HookCall ToCall(string hookId) =>
            new(Id, hookId, Times.Of(At), Delivery, Event, Outcome, RunId, Reason, (int)Bytes, BodyHash);
    }
}
