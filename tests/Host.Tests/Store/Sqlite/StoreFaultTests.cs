using Atelier.Host.Store;
using Atelier.Host.Store.Sqlite;
using Atelier.Host.Tests.Doubles;
using Atelier.Jobs;
using Dapper;

namespace Atelier.Host.Tests.Store.Sqlite;

/// <summary>What holds when the process is killed, and when the disk is full or may not be written to.</summary>
public sealed class StoreFaultTests : IDisposable
{
    private const int Kills = 12;
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken None => CancellationToken.None;

    private DataFolder Data => new(_folder["data"]);

    [Fact]
    public async Task No_accepted_job_is_lost_or_made_twice_however_often_the_process_is_killed()
    {
        var random = new Random(11);
        var said = new List<string>();
        for (var kill = 0; kill < Kills; kill++)
        {
            using var child = new StoreChild("work", Data.Path);
                said.AddRange(
                    await child.KillAfterAsync(kill % 4 == 0 ? 0 : random.Next(1, 12), TimeSpan.FromMilliseconds(random.Next(0, 50))));
        }

        using var database = SqliteDatabase.Open(Data);
        var store = new SqliteJobStore(database, TimeProvider.System);
        var accepted = Of(said, "accepted ");
        var done = Of(said, "done ");

        Assert.Equal("ok", await database.ReadAsync(connection => connection.QuerySingle<string>("PRAGMA integrity_check"), None));
        Assert.True(accepted.Count >= Kills, $"only {accepted.Count} jobs were accepted");
        Assert.NotEmpty(done);
        Assert.Equal(done.Distinct(), done);
        foreach (var id in accepted)
        {
            var job = await store.FindAsync(id, None);
            Assert.NotNull(job);
            Assert.Equal(job.State == JobState.Succeeded ? 1 : 0, job.Pictures.Count);
            Assert.True(job.State == JobState.Succeeded || !done.Contains(id), $"{id} was done and is {job.State}");
        }

        var pictures = await new SqlitePictureStore(database).HashesAsync(None);
        foreach (var hash in pictures)
        {
            var file = await File.ReadAllBytesAsync(Path.Combine(Data.Pictures, hash[..2], hash[2..]));
            Assert.Equal(hash, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(file)));
        }
    }

    [OwnDiskFact]
    public async Task A_full_disk_refuses_and_works_again_when_there_is_room()
    {
        Directory.CreateDirectory(Data.Path);
        using var child = StoreChild.WithMount("mount -t tmpfs -o size=4M none \"$1\"", "fill", Data.Path);

        Assert.Equal(
            ["before ok ok", "full", "during NoSpace NoSpace", "temporary files 0", "after ok ok", "waiting 2"], await child.LinesAsync());
    }

    [OwnDiskFact]
    public async Task A_database_that_may_not_be_written_to_is_refused()
    {
        SqliteDatabase.Open(Data).Dispose();
        using var child = StoreChild.WithMount("mount --bind \"$1\" \"$1\" && mount -o remount,bind,ro \"$1\"", "work", Data.Path);

        var line = Assert.Single(await child.LinesAsync());

        Assert.StartsWith("refused " + Data.Database, line);
        Assert.Contains("written to", line);
    }

    public void Dispose() => _folder.Dispose();

    private static List<string> Of(IEnumerable<string> said, string what) =>
        [.. said.Where(line => line.StartsWith(what, StringComparison.Ordinal)).Select(line => line[what.Length..])];
}
