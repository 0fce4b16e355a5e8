using Dapper;

namespace Atelier.Host.Store.Sqlite;

/// <summary>The index of pictures in SQLite.</summary>
internal sealed class SqlitePictureStore(SqliteDatabase database) : IPictureStore
{
    public Task<StoredPicture?> FindAsync(string id, CancellationToken cancellation) => database.ReadAsync(
        connection => connection.QueryFirstOrDefault<PictureRow>(
            $"SELECT {PictureRow.Columns} FROM pictures WHERE id = @id", new { id })?.ToPicture(), cancellation);

    public Task<PicturePage> ListAsync(PictureFilter filter, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(new { filter.Before, filter.Owner, filter.Model, filter.Favorite, Most = filter.Limit + 1 });
        var conditions = new List<string> { "1" };
        AddIf(filter.Before, "id < @Before");
        AddIf(filter.Owner, "owner = @Owner");
        AddIf(filter.Model, "model = @Model");
        AddIf(filter.Favorite, "favorite = @Favorite");
        foreach (var (pattern, number) in Search.Patterns(filter.Text).Select((pattern, number) => (pattern, number)))
        {
            conditions.Add($@"search LIKE @Word{number} ESCAPE '\'");
            parameters.Add($"Word{number}", pattern);
        }

        var sql = $"SELECT {PictureRow.Columns} FROM pictures WHERE {string.Join(" AND ", conditions)} ORDER BY id DESC LIMIT @Most";
        return database.ReadAsync(
            connection =>
            {
                var found = connection.Query<PictureRow>(sql, parameters).Select(row => row.ToPicture()).ToList();
                return new PicturePage([.. found.Take(filter.Limit)], found.Count > filter.Limit ? found[filter.Limit - 1].Id : null);
            },
            cancellation);

        void AddIf(object? value, string condition)
        {
            if (value is not null)
            {
                conditions.Add(condition);
            }
        }
    }

    public Task<bool> RemoveAsync(string id, CancellationToken cancellation) =>
        database.WriteAsync(connection => connection.Execute("DELETE FROM pictures WHERE id = @id", new { id }) > 0, cancellation);

    public Task<bool> SetFavoriteAsync(string id, bool favorite, CancellationToken cancellation) => database.WriteAsync(
        connection => connection.Execute("UPDATE pictures SET favorite = @favorite WHERE id = @id", new { id, favorite }) > 0,
        cancellation);

    public Task<PictureTotals> TotalsAsync(CancellationToken cancellation) => database.ReadAsync(
        connection =>
        {
            var (count, bytes) = connection.QuerySingle<(long Count, long Bytes)>("SELECT pictures, bytes FROM picture_totals");
            return new PictureTotals(count, bytes);
        },
        cancellation);

    public Task<IReadOnlyList<StoredPicture>> OldestAsync(int most, CancellationToken cancellation) => database.ReadAsync<IReadOnlyList<StoredPicture>>(
        connection =>
        [
            .. connection.Query<PictureRow>(
                $"SELECT {PictureRow.Columns} FROM pictures WHERE favorite = 0 ORDER BY id LIMIT @most", new { most })
                .Select(row => row.ToPicture()),
        ],
        cancellation);

    public Task<IReadOnlySet<string>> HashesAsync(CancellationToken cancellation) => database.ReadAsync<IReadOnlySet<string>>(
        connection => connection.Query<string>("SELECT hash FROM pictures UNION SELECT thumbnail FROM pictures", buffered: false)
            .ToHashSet(StringComparer.Ordinal),
        cancellation);
}
