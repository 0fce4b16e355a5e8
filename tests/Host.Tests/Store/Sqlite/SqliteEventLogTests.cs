using Atelier.Host.Notify;
using Atelier.Host.Store.Sqlite;
using Atelier.Host.Tests.Doubles;

namespace Atelier.Host.Tests.Store.Sqlite;

public sealed class SqliteEventLogTests : IDisposable
{
    private readonly SqliteFixture _sqlite = new();
    private readonly ManualTime _time = new();
    private readonly JobSignal _signal = new();
    private readonly SqliteEventLog _log;

    public SqliteEventLogTests() => _log = new SqliteEventLog(_sqlite.Database, _signal, _time);

    [Fact]
    public async Task What_is_appended_lies_among_the_jobs_events_in_order()
    {
        await _sqlite.Jobs.AddAsync(Some.Job(owner: "ann"), default);
        await _log.AppendAsync("schedule.missed", "bob", """{"schedule":"hero"}""", default);

        var events = await _sqlite.Jobs.EventsAsync(0, 10, default);

        Assert.Equal(["job.waiting", "schedule.missed"], events.Select(happened => happened.Type));
        Assert.Equal([true, false], events.Select(happened => happened.IsOfJob));
        Assert.Equal(
            ("", "bob", """{"schedule":"hero"}""", _time.GetUtcNow()), (events[1].JobId, events[1].Owner, events[1].Data, events[1].At));
    }

    [Fact]
    public async Task The_feed_is_told_when_it_is_written()
    {
        IReadOnlyList<string> seen = [];
        _signal.Raised += () => seen = [.. _sqlite.Database.ReadAsync(EventTypes, default).GetAwaiter().GetResult()];

        await _log.AppendAsync("plugin.failed", "", "{}", default);

        Assert.Equal(["plugin.failed"], seen);
    }

    [Theory]
    [InlineData("missed", "{}")]
    [InlineData("schedule.", "{}")]
    [InlineData("a.b.c", "{}")]
    [InlineData("job.succeeded", "{}")]
    [InlineData("schedule.missed", "[]")]
    public async Task What_is_no_event_is_refused(string type, string data)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => _log.AppendAsync(type, "", data, default));
        Assert.Empty(await _sqlite.Jobs.EventsAsync(0, 10, default));
    }

    public void Dispose() => _sqlite.Dispose();

    private static IEnumerable<string> EventTypes(Microsoft.Data.Sqlite.SqliteConnection connection) =>
        Dapper.SqlMapper.Query<string>(connection, "SELECT type FROM events");
}
