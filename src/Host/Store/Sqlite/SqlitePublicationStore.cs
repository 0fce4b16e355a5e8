using System.Text.Json;
using Atelier.Host.Api.Json;
using Atelier.Host.Automation.Publishing;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Atelier.Host.Store.Sqlite;

/// <summary>Publications in SQLite.</summary>
internal sealed class SqlitePublicationStore(SqliteDatabase database) : IPublicationStore
{
    private const string InUse =
        "EXISTS (SELECT 1 FROM published WHERE published.name = publications.name AND publications.id IN (present, shown, going_back))";

    // Quoted, since SQLite has a keyword of that name.
    private const string NameColumns = "name, present, shown, going_back AS \"Returning\"";

    private const string Columns =
        "name, id, at, owner, alt, details, files, targets, places, everywhere, rolled_back AS RolledBack, was_shown AS WasShown";

    public Task AddAsync(PublicationFacts publication, string targets, CancellationToken cancellation) => database.WriteAsync(
        connection =>
        {
            connection.Execute("INSERT INTO published (name) VALUES (@Name) ON CONFLICT DO NOTHING", new { publication.Name });
            return connection.Execute(
                """
                INSERT INTO publications (name, id, at, owner, alt, details, files, targets)
                VALUES (@Name, @Id, @Ticks, @Owner, @Alt, @Details, @Files, @targets)
                ON CONFLICT (name, id) DO UPDATE SET targets = excluded.targets WHERE excluded.targets <> '[]'
                """,
                new
                {
                    publication.Name,
                    publication.Id,
                    Ticks = publication.At.UtcTicks,
                    publication.Owner,
                    publication.Alt,
                    publication.Details,
                    Files = JsonSerializer.Serialize(publication.Files, ApiJson.Options),
                    targets,
                });
        },
        cancellation);

    public Task PlaceAsync(string name, string id, string places, bool everywhere, CancellationToken cancellation) => database.WriteAsync(
        connection => connection.Execute(
            """
            UPDATE publications SET places = @places, everywhere = @everywhere WHERE name = @name AND id = @id;
            UPDATE published SET present = @id WHERE name = @name AND @places <> '[]';
            """,
            new { name, id, places, everywhere }),
        cancellation);

    public Task ShowAsync(string name, string id, CancellationToken cancellation) => database.WriteAsync(
        connection => connection.Execute(
            "UPDATE publications SET was_shown = 1 WHERE name = @name AND id = @id; UPDATE published SET shown = @id WHERE name = @name;",
            new { name, id }),
        cancellation);

    public Task BeginReturnAsync(string name, string id, CancellationToken cancellation) => database.WriteAsync(
        connection => connection.Execute(
            """
            UPDATE publications SET rolled_back = (id <> @id)
                WHERE name = @name AND sequence >= (SELECT sequence FROM publications WHERE name = @name AND id = @id);
            UPDATE published SET going_back = @id WHERE name = @name;
            """,
            new { name, id }),
        cancellation);

    public Task EndReturnAsync(string name, CancellationToken cancellation) =>
        database.WriteAsync(
            connection => connection.Execute("UPDATE published SET going_back = NULL WHERE name = @name", new { name }), cancellation);

    public Task<IReadOnlyList<PublishedName>> NamesAsync(CancellationToken cancellation) => database.ReadAsync<IReadOnlyList<PublishedName>>(
        connection => [.. connection.Query<PublishedName>($"SELECT {NameColumns} FROM published ORDER BY name")], cancellation);

    public Task<PublishedName?> FindNameAsync(string name, CancellationToken cancellation) => database.ReadAsync(
        connection =>
            connection.QueryFirstOrDefault<PublishedName>($"SELECT {NameColumns} FROM published WHERE name = @name", new { name }),
        cancellation);

    public Task<IReadOnlyList<KeptPublication>> HistoryAsync(string name, CancellationToken cancellation) => database.ReadAsync<IReadOnlyList<KeptPublication>>(
        connection => [.. Query(connection, "WHERE name = @name ORDER BY sequence DESC", new { name })], cancellation);

    public Task<KeptPublication?> FindAsync(string name, string id, CancellationToken cancellation) => database.ReadAsync(
        connection => Query(connection, "WHERE name = @name AND id = @id", new { name, id }).FirstOrDefault(), cancellation);

    public Task<KeptPublication?> FindShownAsync(string name, CancellationToken cancellation) => database.ReadAsync(
        connection => Query(connection, "WHERE name = @name AND id = (SELECT shown FROM published WHERE name = @name)", new { name })
            .FirstOrDefault(), cancellation);

    public Task<bool> RemoveAsync(string name, string? id, CancellationToken cancellation) => database.WriteAsync(
        connection =>
        {
            if (id is not null)
            {
                return connection.Execute(
                    $"DELETE FROM publications WHERE name = @name AND id = @id AND NOT {InUse}", new { name, id }) > 0;
            }

            connection.Execute("DELETE FROM publications WHERE name = @name", new { name });
            return connection.Execute("DELETE FROM published WHERE name = @name", new { name }) > 0;
        },
        cancellation);

    public Task<int> RemoveOldAsync(string name, int keep, CancellationToken cancellation) => database.WriteAsync(
        connection => connection.Execute(
            $"""
            DELETE FROM publications WHERE name = @name AND NOT {InUse}
                AND sequence NOT IN (SELECT sequence FROM publications WHERE name = @name ORDER BY sequence DESC LIMIT @keep)
            """,
            new { name, keep }),
        cancellation);

    public Task<IReadOnlySet<string>> HashesAsync(CancellationToken cancellation) => database.ReadAsync<IReadOnlySet<string>>(
        connection => connection.Query<string>("SELECT json_extract(value, '$.hash') FROM publications, json_each(files)", buffered: false)
            .ToHashSet(StringComparer.Ordinal),
        cancellation);

    private static IEnumerable<KeptPublication> Query(SqliteConnection connection, string where, object values) =>
        connection.Query<Row>($"SELECT {Columns} FROM publications {where}", values).Select(row => row.ToPublication());

    private sealed class Row
    {
        public string Name { get; init; } = "";

        public string Id { get; init; } = "";

        public long At { get; init; }

        public string Owner { get; init; } = "";

        public string Alt { get; init; } = "";

        public string Details { get; init; } = "";

        public string Files { get; init; } = "";

        public string Targets { get; init; } = "";

        public string Places { get; init; } = "";

        public long Everywhere { get; init; }

        public long RolledBack { get; init; }

        public long WasShown { get; init; }

        public KeptPublication ToPublication() => new(
            new PublicationFacts(
                Name, Id, Times.Of(At), Owner, Alt, Details, JsonSerializer.Deserialize<FileFacts[]>(Files, ApiJson.Options)!),
            Targets, Places, Everywhere != 0, RolledBack != 0, WasShown != 0);
    }
}
