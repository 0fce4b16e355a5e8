using Atelier.Host.Store.Sqlite;
using Atelier.Host.Tests.Doubles;
using Dapper;

namespace Atelier.Host.Tests.Store.Sqlite;

public sealed class SqliteFrontEndStoreTests : IDisposable
{
    private readonly SqliteFixture _sqlite = new();
    private readonly ManualTime _time = new();
    private readonly SqliteFrontEndStore _store;

    public SqliteFrontEndStoreTests() => _store = new SqliteFrontEndStore(_sqlite.Database, _time, "echo");

    public void Dispose() => _sqlite.Dispose();

    [Fact]
    public async Task A_value_is_what_was_written_last_until_it_is_removed()
    {
        Assert.Null(await _store.GetAsync("a"));
        await _store.SetAsync("a", "1");
        await _store.SetAsync("a", "2");
        Assert.Equal("2", await _store.GetAsync("a"));

        Assert.True(await _store.RemoveAsync("a"));
        Assert.False(await _store.RemoveAsync("a"));
        Assert.Null(await _store.GetAsync("a"));
    }

    [Fact]
    public async Task Of_many_who_add_at_once_one_succeeds()
    {
        var added = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => _store.TryAddAsync("claim", $"{number}")));

        Assert.Equal($"{Array.IndexOf(added, true)}", await _store.GetAsync("claim"));
        Assert.Single(added, true);
    }

    [Fact]
    public async Task What_is_over_is_not_there_may_be_added_anew_and_is_removed_by_the_next_write()
    {
        await _store.SetAsync("a", "1", TimeSpan.FromMinutes(20));
        await _store.SetAsync("b", "2", TimeSpan.FromMinutes(10));
        _time.Pass(TimeSpan.FromMinutes(10));

        Assert.Null(await _store.GetAsync("b"));
        Assert.Equal(["a"], (await _store.ListAsync("")).Select(pair => pair.Key));
        Assert.False(await _store.TryAddAsync("a", "3"));
        Assert.True(await _store.TryAddAsync("b", "3", TimeSpan.FromMinutes(1)));
        _time.Pass(TimeSpan.FromHours(1));
        await _store.SetAsync("c", "4");

        Assert.Equal(
            1, await _sqlite.Database.ReadAsync(
                connection => connection.QuerySingle<int>("SELECT count(*) FROM front_end_values"), default));
    }

    [Fact]
    public async Task A_list_has_the_keys_that_begin_so_in_order_and_no_other_front_ends()
    {
        foreach (var key in (string[])["job/2", "job/1", "job", "jobs", "Job/3", "job/é"])
        {
            await _store.SetAsync(key, key);
        }

        var other = new SqliteFrontEndStore(_sqlite.Database, _time, "other");
        await other.SetAsync("job/9", "9");

        Assert.Equal(["job/1", "job/2", "job/é"], (await _store.ListAsync("job/")).Select(pair => pair.Key));
        Assert.Null(await other.GetAsync("job/1"));
    }

    [Fact]
    public async Task Keys_and_values_that_are_too_large_are_refused()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => _store.SetAsync("", "1"));
        await Assert.ThrowsAsync<ArgumentException>(() => _store.SetAsync(new string('k', 201), "1"));
        await Assert.ThrowsAsync<ArgumentException>(() => _store.SetAsync("k", new string('v', (256 * 1024) + 1)));
        await _store.SetAsync(new string('k', 200), new string('v', 256 * 1024));
    }
}
