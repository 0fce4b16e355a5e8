using Atelier.Host.Store.Sqlite;
using Atelier.Host.Tests.Doubles;

namespace Atelier.Host.Tests.Store.Sqlite;

public sealed class SqliteRecipeStoreTests : IDisposable
{
    private readonly SqliteFixture _sqlite = new();

    public void Dispose() => _sqlite.Dispose();

    [Fact]
    public async Task Runs_are_counted_for_each_recipe_and_each_run_once()
    {
        var store = new SqliteRecipeStore(_sqlite.Database, TimeProvider.System);
        Assert.Equal(1, await store.CountAsync("hero", "a", default));
        Assert.Equal(2, await store.CountAsync("hero", "b", default));
        Assert.Equal(1, await store.CountAsync("other", "c", default));
        Assert.Equal(1, await store.CountAsync("hero", "a", default));
    }

    [Fact]
    public async Task Facts_stay_with_their_run_for_a_month_and_the_count_for_ever()
    {
        var time = new ManualTime();
        var store = new SqliteRecipeStore(_sqlite.Database, time);
        await store.CountAsync("hero", "a", default);
        Assert.Null(await store.FactsAsync("a", default));
        await store.KeepAsync("a", "{1}", default);
        Assert.Equal("{1}", await store.FactsAsync("a", default));

        time.Pass(TimeSpan.FromDays(31));
        await store.CountAsync("hero", "b", default);
        await store.KeepAsync("b", "{2}", default);
        Assert.Null(await store.FactsAsync("a", default));
        Assert.Equal("{2}", await store.FactsAsync("b", default));
        Assert.Equal(3, await store.CountAsync("hero", "c", default));
    }
}
