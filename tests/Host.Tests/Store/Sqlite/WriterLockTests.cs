using Atelier.Host.Store;
using Atelier.Host.Store.Sqlite;
using Atelier.Host.Tests.Doubles;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Atelier.Host.Tests.Store.Sqlite;

public sealed class WriterLockTests : IDisposable
{
    private const int Busy = 5;
    private readonly TemporaryFolder _folder = new();
    private readonly SqliteConnection _one;
    private readonly SqliteConnection _other;

    public WriterLockTests()
    {
        var data = new DataFolder(_folder["data"]);
        SqliteDatabase.Open(data).Dispose();
        (_one, _other) = (Connect(data), Connect(data));
    }

    public void Dispose()
    {
        _one.Dispose();
        _other.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Who_wants_to_write_waits_until_the_other_is_done()
    {
        WriterLock.Begin(_other, TimeSpan.Zero);
        var waiting = Task.Run(() => WriterLock.Begin(_one, TimeSpan.FromMinutes(1)));
        _other.Execute("INSERT INTO settings VALUES ('a', '1')");
        WriterLock.Commit(_other);

        await waiting.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal("1", _one.QueryFirst<string>("SELECT value FROM settings WHERE name = 'a'"));
        WriterLock.RollBack(_one);
    }

    [Fact]
    public void Who_has_waited_long_enough_is_told_that_it_is_busy()
    {
        WriterLock.Begin(_other, TimeSpan.Zero);

        Assert.Equal(Busy, Assert.Throws<SqliteException>(() => WriterLock.Begin(_one, TimeSpan.FromMilliseconds(20))).SqliteErrorCode);
        WriterLock.RollBack(_other);
    }

    [Fact]
    public void What_is_rolled_back_was_never_written()
    {
        WriterLock.Begin(_one, TimeSpan.Zero);
        _one.Execute("INSERT INTO settings VALUES ('a', '1')");
        WriterLock.RollBack(_one);

        Assert.Empty(_other.Query("SELECT * FROM settings WHERE name = 'a'"));
    }

    private static SqliteConnection Connect(DataFolder data)
    {
        var connection = new SqliteConnection($"Data Source={data.Database};Pooling=False");
        connection.Open();
        return connection;
    }
}
