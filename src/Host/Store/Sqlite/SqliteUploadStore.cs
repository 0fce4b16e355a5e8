using Dapper;

namespace Atelier.Host.Store.Sqlite;

/// <summary>Uploads in SQLite.</summary>
internal sealed class SqliteUploadStore(SqliteDatabase database) : IUploadStore
{
    private const string IsUnused = "NOT EXISTS (SELECT 1 FROM job_inputs WHERE job_inputs.hash = uploads.hash)";

    public Task AddAsync(StoredUpload upload, CancellationToken cancellation) => database.WriteAsync(
        connection => connection.Execute(
            """
            INSERT INTO uploads VALUES (@Hash, @Owner, @Format, @Width, @Height, @Bytes, @Ticks)
            ON CONFLICT (hash, owner) DO UPDATE SET uploaded_at = excluded.uploaded_at
            """,
            new { upload.Hash, upload.Owner, upload.Format, upload.Width, upload.Height, upload.Bytes,
                Ticks = upload.UploadedAt.UtcTicks }),
        cancellation);

    public Task<StoredUpload?> FindAsync(string hash, string? owner, CancellationToken cancellation) => database.ReadAsync(
        connection => connection
            .Query<(string Hash, string Owner, string Format, long Width, long Height, long Bytes, long At)>(
                "SELECT * FROM uploads WHERE hash = @hash AND (@owner IS NULL OR owner = @owner) LIMIT 1", new { hash, owner })
            .Select(row => new StoredUpload(row.Hash, row.Owner, row.Format, (int)row.Width, (int)row.Height, row.Bytes, Times.Of(row.At)))
            .FirstOrDefault(),
        cancellation);

    public Task<bool> KnowsAsync(string hash, string? owner, CancellationToken cancellation)
    {
        var first = owner is null ? null : Owners.GroupOf(owner);
        var after = first is null ? null : Owners.After(first);
        const string isKnown = "(@owner IS NULL OR owner = @owner OR (owner >= @first AND owner < @after))";
        return database.ReadAsync(
            connection => connection.QuerySingle<long>(
                $"""
                SELECT EXISTS (SELECT 1 FROM uploads WHERE hash = @hash AND {isKnown})
                    OR EXISTS (SELECT 1 FROM pictures WHERE hash = @hash AND {isKnown})
                    OR EXISTS (SELECT 1 FROM job_inputs JOIN jobs ON jobs.id = job_inputs.job WHERE job_inputs.hash = @hash AND {isKnown})
                """,
                new { hash, owner, first, after }) != 0,
            cancellation);
    }

    public Task<long> UnusedBytesAsync(string owner, CancellationToken cancellation) => database.ReadAsync(
        connection =>
            connection.QuerySingle<long>($"SELECT coalesce(sum(bytes), 0) FROM uploads WHERE owner = @owner AND {IsUnused}", new { owner }),
        cancellation);

    public Task<int> RemoveUnusedAsync(DateTimeOffset before, CancellationToken cancellation) => database.WriteAsync(
        connection => connection.Execute($"DELETE FROM uploads WHERE uploaded_at < @Ticks AND {IsUnused}", new { Ticks = before.UtcTicks }),
        cancellation);

    public Task<IReadOnlySet<string>> HashesAsync(CancellationToken cancellation) => database.ReadAsync<IReadOnlySet<string>>(
        connection => connection.Query<string>("SELECT hash FROM uploads UNION SELECT hash FROM job_inputs", buffered: false)
            .ToHashSet(StringComparer.Ordinal),
        cancellation);
}
