using Dapper;

namespace Atelier.Host.Store.Sqlite;

/// <summary>Keys and the audit log in SQLite.</summary>
internal sealed class SqliteKeyStore(SqliteDatabase database) : IKeyStore
{
    private const string Columns =
        """
        id, name, hash, prefix, role, created_at AS CreatedAt, expires_at AS ExpiresAt, last_used_at AS LastUsedAt, waiting_limit AS WaitingLimit,
        pictures_per_day AS PicturesPerDay
        """;

    public Task<IReadOnlyList<StoredKey>> ListAsync(CancellationToken cancellation) => database.ReadAsync<IReadOnlyList<StoredKey>>(
        connection => [.. connection.Query<KeyRow>($"SELECT {Columns} FROM keys ORDER BY id").Select(row => row.ToKey())], cancellation);

    public Task<StoredKey?> FindAsync(string hash, CancellationToken cancellation) => database.ReadAsync(
        connection => connection.QueryFirstOrDefault<KeyRow>($"SELECT {Columns} FROM keys WHERE hash = @hash", new { hash })?.ToKey(),
        cancellation);

    public Task<bool> AddAsync(StoredKey key, CancellationToken cancellation) => database.WriteAsync(
        connection => connection.Execute(
            """
            INSERT INTO keys VALUES (@Id, @Name, @Hash, @Prefix, @Role, @CreatedAt, @ExpiresAt, @LastUsedAt, @WaitingLimit, @PicturesPerDay)
            ON CONFLICT (name) DO NOTHING
            """,
            new
            {
                key.Id,
                key.Name,
                key.Hash,
                key.Prefix,
                Role = (int)key.Role,
                CreatedAt = key.CreatedAt.UtcTicks,
                ExpiresAt = key.ExpiresAt?.UtcTicks,
                LastUsedAt = key.LastUsedAt?.UtcTicks,
                key.WaitingLimit,
                key.PicturesPerDay,
            }) > 0,
        cancellation);

    public Task<bool> RemoveAsync(string id, CancellationToken cancellation) =>
        database.WriteAsync(connection => connection.Execute("DELETE FROM keys WHERE id = @id", new { id }) > 0, cancellation);

    public Task TouchAsync(string id, DateTimeOffset at, CancellationToken cancellation) => database.WriteAsync(
        connection => connection.Execute("UPDATE keys SET last_used_at = @Ticks WHERE id = @id", new { id, Ticks = at.UtcTicks }),
        cancellation);

    public Task AuditAsync(AuditEntry entry, CancellationToken cancellation) => database.WriteAsync(
        connection => connection.Execute(
            "INSERT INTO audit (at, who, action, detail) VALUES (@Ticks, @Who, @Action, @Detail)",
            new { Ticks = entry.At.UtcTicks, entry.Who, entry.Action, entry.Detail }),
        cancellation);

    public Task<IReadOnlyList<AuditEntry>> AuditLogAsync(int most, CancellationToken cancellation) => database.ReadAsync<IReadOnlyList<AuditEntry>>(
        connection =>
        [
            .. connection.Query<(long At, string Who, string Action, string Detail)>(
                "SELECT at, who, action, detail FROM audit ORDER BY sequence DESC LIMIT @most", new { most })
                .Select(row => new AuditEntry(Times.Of(row.At), row.Who, row.Action, row.Detail)),
        ],
        cancellation);

    private sealed class KeyRow
    {
        public string Id { get; init; } = "";

        public string Name { get; init; } = "";

        public string Hash { get; init; } = "";

        public string Prefix { get; init; } = "";

        public long Role { get; init; }

        public long CreatedAt { get; init; }

        public long? ExpiresAt { get; init; }

        public long? LastUsedAt { get; init; }

        public long? WaitingLimit { get; init; }

        public long? PicturesPerDay { get; init; }

        public StoredKey ToKey() => new(
            Id, Name, Hash, Prefix, (Role)Role, Times.Of(CreatedAt), Times.Of(ExpiresAt), Times.Of(LastUsedAt), (int?)WaitingLimit,
            (int?)PicturesPerDay);
    }
}
