using Atelier.Host.Store;
using Atelier.Host.Store.Sqlite;
using Atelier.Host.Tests.Doubles;
using Atelier.Jobs;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Atelier.Host.Tests.Store.Sqlite;

public sealed class SqliteDatabaseTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken None => CancellationToken.None;

    private DataFolder Data => new(_folder["data"]);

    [Fact]
    public async Task What_was_written_is_there_after_a_restart()
    {
        var job = Some.Job();
        using (var database = SqliteDatabase.Open(Data))
        {
            await new SqliteJobStore(database, TimeProvider.System).AddAsync(job, None);
        }

        using var again = SqliteDatabase.Open(Data);
        Assert.NotNull(await new SqliteJobStore(again, TimeProvider.System).FindAsync(job.Id, None));
    }

    [Fact]
    public async Task Every_write_is_flushed_and_the_log_is_written_ahead()
    {
        using var database = SqliteDatabase.Open(Data);

        Assert.Equal("wal", await database.ReadAsync(connection => connection.QuerySingle<string>("PRAGMA journal_mode"), None));
        Assert.Equal(2, await database.WriteAsync(connection => connection.QuerySingle<int>("PRAGMA synchronous"), None));
    }

    [Fact]
    public void Others_may_not_look_in()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var database = SqliteDatabase.Open(Data);

        Assert.Equal(DataFolder.FolderMode, File.GetUnixFileMode(Data.Path));
        foreach (var file in Directory.GetFiles(Data.Path))
        {
            Assert.Equal(DataFolder.FileMode, File.GetUnixFileMode(file));
        }
    }

    [Fact]
    public void A_database_that_is_missing_beside_its_pictures_is_not_made_anew()
    {
        Directory.CreateDirectory(Path.Combine(Data.Pictures, "ab"));

        Refuses("missing", Data.Pictures);
        Assert.False(File.Exists(Data.Database));
    }

    [Fact]
    public void A_database_that_is_empty_beside_its_pictures_is_not_begun_anew()
    {
        Directory.CreateDirectory(Path.Combine(Data.Pictures, "ab"));
        File.WriteAllBytes(Data.Database, []);

        Refuses("empty", Data.Database);
        Assert.Equal(0, new FileInfo(Data.Database).Length);
    }

    [Fact]
    public void A_database_that_is_missing_beside_its_log_is_not_made_anew()
    {
        Directory.CreateDirectory(Data.Path);
        File.WriteAllBytes(Data.Database + "-wal", [1]);

        Refuses("missing", "atelier.db-wal");
        Assert.False(File.Exists(Data.Database));
    }

    [Fact]
    public void A_file_that_a_crash_left_empty_is_begun_anew_where_nothing_was_kept()
    {
        Directory.CreateDirectory(Data.Path);
        File.WriteAllBytes(Data.Database, []);

        SqliteDatabase.Open(Data).Dispose();
    }

    [Fact]
    public void A_file_that_is_no_database_is_left_as_it_is()
    {
        Directory.CreateDirectory(Data.Path);
        File.WriteAllText(Data.Database, "my notes, which are longer than a header");

        Refuses("no SQLite database", Data.Database);
        Assert.StartsWith("my notes", File.ReadAllText(Data.Database));
    }

    [Theory]
    [InlineData(0.02)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public async Task A_damaged_database_is_refused_and_left_as_it_is(double where)
    {
        using (var database = SqliteDatabase.Open(Data))
        {
            var store = new SqliteJobStore(database, TimeProvider.System);
            for (var i = 0; i < 60; i++)
            {
                await store.AddAsync(Some.Job(prompt: new string('x', 2000)), None);
            }
        }

        var bytes = await File.ReadAllBytesAsync(Data.Database);
        new Random(5).NextBytes(
            bytes.AsSpan((int)(bytes.Length * where) / 4096 * 4096 is 0 ? 200 : (int)(bytes.Length * where) / 4096 * 4096, 4096));
        await File.WriteAllBytesAsync(Data.Database, bytes);

        Refuses("damaged", Data.Database);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(Data.Database));
    }

    [Fact]
    public void A_data_folder_that_is_a_file_is_refused()
    {
        File.WriteAllText(Data.Path, "");

        Refuses("cannot be used", Data.Path);
    }

    [Fact]
    public void Another_programs_database_is_refused()
    {
        Directory.CreateDirectory(Data.Path);
        Change("CREATE TABLE theirs (x)");

        Refuses("another program's", Data.Database);
    }

    [Fact]
    public void A_newer_database_is_refused()
    {
        SqliteDatabase.Open(Data).Dispose();
        Change($"PRAGMA user_version = {Schema.Version + 1}");

        Refuses("newer Atelier", Data.Database);
    }

    [Fact]
    public async Task A_database_that_another_program_holds_is_waited_for_and_then_refused_and_works_again()
    {
        using var database = SqliteDatabase.Open(Data, patience: TimeSpan.FromMilliseconds(100));
        var store = new SqliteJobStore(database, TimeProvider.System);
        var early = await store.AddAsync(Some.Job(), None);
        var job = Some.Job();
        using (var other = Connect())
        {
            other.Execute("BEGIN IMMEDIATE");
            var refused = await Assert.ThrowsAsync<QueueRefusedException>(() => store.AddAsync(job, None));
            Assert.Equal(QueueRefusal.Unavailable, refused.Reason);
            Assert.NotNull(await store.FindAsync(early.Id, None));
            other.Execute("ROLLBACK");
        }

        Assert.Null(await store.FindAsync(job.Id, None));
        Assert.Equal(job.Id, (await store.AddAsync(job, None)).Id);
    }

    [Fact]
    public async Task A_write_that_fails_half_way_leaves_nothing()
    {
        using var database = SqliteDatabase.Open(Data);
        var store = new SqliteJobStore(database, TimeProvider.System);

        await Assert.ThrowsAsync<InvalidOperationException>(() => database.WriteAsync<int>(
            connection =>
            {
                connection.Execute("INSERT INTO settings VALUES ('paused', '1')");
                throw new InvalidOperationException();
            },
            None));

        Assert.False(await store.IsPausedAsync(None));
        await store.AddAsync(Some.Job(), None);
    }

    [Fact]
    public async Task Closing_waits_for_a_write_that_is_under_way_and_refuses_those_behind_it()
    {
        var patience = TimeSpan.FromMilliseconds(20);
        var database = SqliteDatabase.Open(Data, patience: patience);
        using var begun = new SemaphoreSlim(0);
        using var goOn = new SemaphoreSlim(0);
        var write = database.WriteAsync(
            connection =>
            {
                begun.Release();
                Assert.True(goOn.Wait(TimeSpan.FromSeconds(30)));
                return connection.Execute("INSERT INTO settings VALUES ('paused', '1')");
            },
            None);
        Assert.True(await begun.WaitAsync(TimeSpan.FromSeconds(30)));

        var closing = Task.Run(database.Dispose);
        Assert.NotSame(closing, await Task.WhenAny(closing, Task.Delay(patience * 5)));
        goOn.Release();

        Assert.Equal(1, await write);
        await closing.WaitAsync(TimeSpan.FromSeconds(30));
        var late = await Assert.ThrowsAsync<QueueRefusedException>(() => database.WriteAsync(_ => 0, None));
        Assert.Equal(QueueRefusal.ShuttingDown, late.Reason);
        using var again = SqliteDatabase.Open(Data);
        Assert.True(await new SqliteJobStore(again, TimeProvider.System).IsPausedAsync(None));
    }

    [Fact]
    public async Task A_read_that_outlasts_the_closing_ends_well_and_leaves_nothing_open()
    {
        var database = SqliteDatabase.Open(Data);
        SqliteConnection? used = null;

        var read = await database.ReadAsync(
            connection =>
            {
                used = connection;
                database.Dispose();
                return connection.QuerySingle<int>("SELECT 7");
            },
            None);

        Assert.Equal((7, System.Data.ConnectionState.Closed), (read, used!.State));
        database.Dispose();
        await Assert.ThrowsAsync<QueueRefusedException>(() => database.ReadAsync(_ => 0, None));
    }

    public void Dispose() => _folder.Dispose();

    private void Refuses(params string[] said)
    {
        var refused = Assert.Throws<StoreException>(() => SqliteDatabase.Open(Data).Dispose());
        Assert.All(said.Append(Data.Path), word => Assert.Contains(word, refused.Message));
        Assert.DoesNotContain('\n', refused.Message);
    }

    private void Change(string sql)
    {
        SQLitePCL.Batteries_V2.Init();
        using var connection = Connect();
        connection.Execute(sql);
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={Data.Database};Pooling=False");
        connection.Open();
        return connection;
    }
}
