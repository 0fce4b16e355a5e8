using Atelier.Host.Notify;
using Atelier.Host.Queue;
using Atelier.Host.Serve;
using Atelier.Host.Store;
using Atelier.Host.Store.Files;
using Atelier.Host.Store.Sqlite;
using Atelier.Host.Tests.Doubles;
using Atelier.Host.Tests.Store.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Some = Atelier.Host.Tests.Store.Some;

namespace Atelier.Host.Tests.Queue;

public sealed class RetentionTests : IDisposable
{
    private readonly SqliteFixture _sqlite = new();
    private readonly ManualTime _time = new();
    private readonly SqliteJobStore _jobs;
    private readonly PictureFiles _files;

    public RetentionTests()
    {
        _jobs = new SqliteJobStore(_sqlite.Database, _time);
        _files = new PictureFiles(_sqlite.Data, _time, new Ulids(_time, bytes => bytes.Clear()));
    }

    private static CancellationToken None => CancellationToken.None;

    private ServerOptions Keep => new() { Data = _sqlite.Data.Path, KeepJobs = null };

    [Fact]
    public async Task Nothing_is_removed_where_all_is_kept()
    {
        var ids = await MakeAsync(3);
        _time.Pass(TimeSpan.FromDays(5000));

        await RunAsync(Keep);

        Assert.Equal(ids, await LeftAsync());
        Assert.Equal(1, (await _jobs.CountAsync(None)).Succeeded);
    }

    [Fact]
    public async Task Beyond_the_number_the_oldest_go_and_favourites_stay()
    {
        var ids = await MakeAsync(5);
        await _sqlite.Pictures.SetFavoriteAsync(ids[0], true, None);

        await RunAsync(Keep with { KeepCount = 3 });

        Assert.Equal([ids[0], ids[3], ids[4]], await LeftAsync());
    }

    [Fact]
    public async Task Beyond_the_size_the_oldest_go()
    {
        var ids = await MakeAsync(4);

        await RunAsync(Keep with { KeepBytes = 2500 });

        Assert.Equal(ids.Skip(2), await LeftAsync());
    }

    [Fact]
    public async Task Beyond_the_age_all_go_but_favourites()
    {
        var old = await MakeAsync(150);
        await _sqlite.Pictures.SetFavoriteAsync(old[7], true, None);
        _time.Pass(TimeSpan.FromHours(30));
        var young = await MakeAsync(2);

        await RunAsync(Keep with { KeepAge = TimeSpan.FromHours(24) });

        Assert.Equal([old[7], .. young], await LeftAsync());
    }

    [Fact]
    public async Task Records_of_old_jobs_go_and_their_pictures_stay()
    {
        var ids = await MakeAsync(1);
        var waiting = await _jobs.AddAsync(Some.Job(), None);
        _time.Pass(TimeSpan.FromDays(91));

        await RunAsync(Keep with { KeepJobs = TimeSpan.FromDays(90) });

        Assert.Equal((1, 0), ((await _jobs.CountAsync(None)).Waiting, (await _jobs.CountAsync(None)).Succeeded));
        Assert.NotNull(await _jobs.FindAsync(waiting.Id, None));
        Assert.Equal(ids, await LeftAsync());
    }

    [Fact]
    public async Task Old_events_go_but_for_those_of_jobs_that_are_kept()
    {
        var events = new SqliteEventLog(_sqlite.Database, new JobSignal(), _time);
        await _jobs.AddAsync(Some.Job(), None);
        await events.AppendAsync("plugin.failed", "", "{}", None);
        _time.Pass(TimeSpan.FromDays(31));
        await events.AppendAsync("schedule.missed", "ann", "{}", None);

        await RunAsync(Keep with { KeepEvents = null });
        Assert.Equal(3, (await _jobs.EventsAsync(0, 10, None)).Count);

        await RunAsync(Keep);
        Assert.Equal(["job.waiting", "schedule.missed"], (await _jobs.EventsAsync(0, 10, None)).Select(happened => happened.Type));
    }

    [Fact]
    public async Task A_file_goes_a_day_after_its_last_picture()
    {
        var hash = await _files.PutAsync(new byte[] { 1, 2, 3 }, None);
        var (kept, gone) = ((await MakeAsync(1, hash))[0], (await MakeAsync(1, hash))[0]);
        File.SetLastWriteTimeUtc(
            Path.Combine(_sqlite.Data.Pictures, hash[..2], hash[2..]), (_time.GetUtcNow() - TimeSpan.FromHours(25)).UtcDateTime);

        await _sqlite.Pictures.RemoveAsync(gone, None);
        await RunAsync(Keep);
        Assert.True(IsThere(hash));

        await _sqlite.Pictures.RemoveAsync(kept, None);
        await RunAsync(Keep);
        Assert.False(IsThere(hash));
    }

    public void Dispose() => _sqlite.Dispose();

    private bool IsThere(string hash)
    {
        using var stream = _files.Open(hash);
        return stream is not null;
    }

    private async Task RunAsync(ServerOptions server)
    {
        using var retention =
            new Retention(
                _sqlite.Pictures, _sqlite.Uploads, _sqlite.Publications, _files, _jobs, [], [], server, _time,
                NullLogger<Retention>.Instance);
        await retention.KeepAsync(None);
    }

    private async Task<List<string>> MakeAsync(int count, string hash = "aa")
    {
        await _jobs.AddAsync(Some.Job(), None);
        var pictures = Enumerable.Range(0, count).Select(_ => Some.Picture(hash)).ToList();
        await _jobs.SucceedAsync((await _jobs.LeaseAsync(Some.Worker, None))!.Lease, pictures, None);
        return [.. pictures.Select(picture => picture.Id)];
    }

    private async Task<IEnumerable<string>> LeftAsync() =>
        (await _sqlite.Pictures.ListAsync(new PictureFilter(200), None)).Pictures.Select(picture => picture.Id).Reverse();
}
