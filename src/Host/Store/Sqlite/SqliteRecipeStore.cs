using Atelier.Host.Automation.Recipes;
using Dapper;

namespace Atelier.Host.Store.Sqlite;

/// <summary>What recipes remember, in SQLite.</summary>
internal sealed class SqliteRecipeStore(SqliteDatabase database, TimeProvider time) : IRecipeStore
{
    // A run that was broken off begins again as soon as its server does.
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public Task<long> CountAsync(string recipe, string run, CancellationToken cancellation) => database.WriteAsync(
        connection =>
        {
            if (connection.QuerySingleOrDefault<long?>("SELECT counter FROM recipe_runs WHERE run = @run", new { run }) is { } counted)
            {
                return counted;
            }

            var counter = connection.QuerySingle<long>(
                "INSERT INTO recipe_counters VALUES (@recipe, 1) ON CONFLICT (recipe) DO UPDATE SET counter = counter + 1 RETURNING counter", new { recipe });
            connection.Execute(
                "INSERT INTO recipe_runs (run, counter, at) VALUES (@run, @counter, @Now)",
                new { run, counter, Now = time.GetUtcNow().UtcTicks });
            return counter;
        },
        cancellation);

    public Task KeepAsync(string run, string facts, CancellationToken cancellation) => database.WriteAsync(
        connection =>
        {
            connection.Execute("DELETE FROM recipe_runs WHERE at < @Before", new { Before = (time.GetUtcNow() - Kept).UtcTicks });
            return connection.Execute("UPDATE recipe_runs SET facts = @facts WHERE run = @run", new { run, facts });
        },
        cancellation);

    public Task<string?> FactsAsync(string run, CancellationToken cancellation) => database.ReadAsync(
        connection => connection.QuerySingleOrDefault<string?>("SELECT facts FROM recipe_runs WHERE run = @run", new { run }),
        cancellation);
}
