using System.Text;
using Atelier.FrontEnds;
using Dapper;

namespace Atelier.Host.Store.Sqlite;

/// <summary>What one front end remembers. Each write removes what is over, whosever it is.</summary>
internal sealed class SqliteFrontEndStore(SqliteDatabase database, TimeProvider time, string frontEnd) : IFrontEndStore
{
    private const int LongestKey = 200;
    private const int LargestValue = 256 * 1024;
    private const string IsThere = "(expires_at IS NULL OR expires_at > @Now)";

    public Task<string?> GetAsync(string key, CancellationToken cancellation = default) => database.ReadAsync(
        connection => connection.QueryFirstOrDefault<string?>(
            $"SELECT value FROM front_end_values WHERE front_end = @FrontEnd AND key = @Key AND {IsThere}", Row(key)),
        cancellation);

    public Task SetAsync(string key, string value, TimeSpan? lasts = null, CancellationToken cancellation = default) => WriteAsync(
        """
        INSERT INTO front_end_values VALUES (@FrontEnd, @Key, @Value, @End)
        ON CONFLICT (front_end, key) DO UPDATE SET value = excluded.value, expires_at = excluded.expires_at
        """,
        Row(key, value, lasts), cancellation);

    public async Task<bool> TryAddAsync(string key, string value, TimeSpan? lasts = null, CancellationToken cancellation = default) =>
        await WriteAsync(
            "INSERT INTO front_end_values VALUES (@FrontEnd, @Key, @Value, @End) ON CONFLICT DO NOTHING", Row(key, value, lasts),
            cancellation) > 0;

    public async Task<bool> RemoveAsync(string key, CancellationToken cancellation = default) =>
        await WriteAsync("DELETE FROM front_end_values WHERE front_end = @FrontEnd AND key = @Key", Row(key), cancellation) > 0;

    public Task<IReadOnlyList<KeyValuePair<string, string>>> ListAsync(string prefix, CancellationToken cancellation = default) =>
        database.ReadAsync<IReadOnlyList<KeyValuePair<string, string>>>(
            connection =>
            [
                .. connection.Query<(string Key, string Value)>(
                        $"SELECT key, value FROM front_end_values WHERE front_end = @FrontEnd AND key >= @Key AND {IsThere} ORDER BY key",
                        Row(prefix, isPrefix: true), buffered: false)
                    .TakeWhile(row => row.Key.StartsWith(prefix, StringComparison.Ordinal))
                    .Select(row => KeyValuePair.Create(row.Key, row.Value)),
            ],
            cancellation);

    private Task<int> WriteAsync(string sql, object row, CancellationToken cancellation) => database.WriteAsync(
        connection =>
        {
            connection.Execute("DELETE FROM front_end_values WHERE expires_at <= @Now", row);
            return connection.Execute(sql, row);
        },
        cancellation);

    private object Row(string key, string value = "", TimeSpan? lasts = null, bool isPrefix = false)
    {
        if (key.Length > LongestKey || (key.Length == 0 && !isPrefix))
        {
            throw new ArgumentException($"a key of {key.Length} characters is not possible; it must have 1 to {LongestKey}", nameof(key));
        }

        if (Encoding.UTF8.GetByteCount(value) is > LargestValue and var bytes)
        {
            throw new ArgumentException($"a value of {bytes} bytes is not possible; it may have {LargestValue}", nameof(value));
        }

        var now = time.GetUtcNow();
        return new { FrontEnd = frontEnd, Key = key, Value = value, Now = now.UtcTicks, End = (now + lasts)?.UtcTicks };
    }
}
