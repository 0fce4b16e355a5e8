using System.Text.Json;
using Atelier.Host.Automation;
using Atelier.Host.Automation.Publishing;
using Atelier.Host.Automation.Publishing.Site;
using Atelier.Host.Automation.Runs;
using Atelier.Host.Serve;
using Atelier.Host.Store;
using Atelier.Host.Store.Files;
using Atelier.Host.Tests.Automation.Publishing.Doubles;
using Atelier.Host.Tests.Store.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Atelier.Host.Tests.Automation.Publishing;

public sealed class PublisherTests : IDisposable
{
    private readonly SqliteFixture _sqlite = new();
    private readonly PictureFiles _files;
    private readonly RecordingTarget _folder = new("folder");
    private readonly RecordingTarget _s3 = new("s3");
    private readonly RecordingTarget _webhook = new(TargetKinds.Webhook);
    private readonly RecordedEvents _events = new();

    public PublisherTests() => _files = new PictureFiles(_sqlite.Data, TimeProvider.System, new Ulids(TimeProvider.System, _ => { }));

    private static CancellationToken None => CancellationToken.None;

    public void Dispose() => _sqlite.Dispose();

    [Fact]
    public async Task Every_target_gets_it_and_webhooks_come_last_with_all_the_links()
    {
        var report = await New().PublishAsync(SomePublication.Of(1), Settings("webhook", "site", "folder", "s3"), None);

        Assert.Equal(["site", "folder", "s3", "webhook"], report.Places.Select(place => place.Kind));
        Assert.Equal(["site", "folder", "s3"], _webhook.Taken.Single().Places.Select(place => place.Kind));
        Assert.Equal(1, await ShownNumberAsync());
        Assert.Equal("/published/hero.json", report.Places[0].IndexUrl);
    }

    [Fact]
    public async Task One_target_that_fails_keeps_its_last_good_one_the_others_go_on_and_nobody_is_told()
    {
        await New().PublishAsync(SomePublication.Of(1), Settings("folder", "s3", "site", "webhook"), None);
        _folder.Failing = true;

        var failure =
            await Assert.ThrowsAsync<RunException>(
                () => New().PublishAsync(SomePublication.Of(2), Settings("folder", "s3", "site", "webhook"), None));

        Assert.Equal("publish_failed", failure.Code);
        Assert.Equal("folder: the disk is full. the s3, /published/hero took it; the others keep what they had", failure.Message);
        Assert.Equal((1, 2, 2, 1), (_folder.Shown, _s3.Shown, await ShownNumberAsync(), _webhook.Shown));

        _folder.Failing = false;
        await New().PublishAsync(SomePublication.Of(3), Settings("folder", "s3", "site", "webhook"), None);
        Assert.Equal((3, 3, 3, 3), (_folder.Shown, _s3.Shown, await ShownNumberAsync(), _webhook.Shown));
    }

    [Fact]
    public async Task A_target_that_fails_unexpectedly_is_told_without_its_inside()
    {
        _folder.Unexpected = new InvalidOperationException("hunter2");

        var failure = await Assert.ThrowsAsync<RunException>(() => New().PublishAsync(SomePublication.Of(1), Settings("folder"), None));

        Assert.Equal(
            "folder: failed in an unexpected way; the server's log says more. No target took it; all keep what they had", failure.Message);
        Assert.Null((await _sqlite.Publications.FindNameAsync("hero", None))!.Present);
    }

    [Fact]
    public async Task Rolled_back_every_target_shows_the_one_before_again_and_again_the_one_before_that()
    {
        for (var number = 1; number <= 3; number++)
        {
            await New().PublishAsync(SomePublication.Of(number), Settings("folder", "site", "webhook"), None);
        }

        var report = await New().RollBackAsync("hero", null, None);
        Assert.Equal(SomePublication.Id(2), report.Version);
        Assert.Equal((2, 2, 3), (_folder.Shown, await ShownNumberAsync(), _webhook.Shown));
        Assert.Equal(SomePublication.Of(2).Files[1].Bytes.ToArray(), _folder.Taken[^1].Files[1].Bytes.ToArray());
        var (type, owner, data) = Assert.Single(_events.All);
        Assert.Equal(("recipe.restored", "ann"), (type, owner));
        Assert.Equal("/published/hero.json", JsonElement.Parse(data).GetProperty("places")[1].GetProperty("indexUrl").GetString());

        Assert.Equal(SomePublication.Id(1), (await New().RollBackAsync("hero", null, None)).Version);
        Assert.Equal("not_found", (await Assert.ThrowsAsync<RunException>(() => New().RollBackAsync("hero", null, None))).Code);
    }

    [Fact]
    public async Task What_was_rolled_back_is_not_gone_back_to_but_by_its_name()
    {
        await New().PublishAsync(SomePublication.Of(1), Settings("site"), None);
        await New().PublishAsync(SomePublication.Of(2), Settings("site"), None);
        await New().RollBackAsync("hero", null, None);
        await New().PublishAsync(SomePublication.Of(3), Settings("site"), None);

        Assert.Equal(SomePublication.Id(1), (await New().RollBackAsync("hero", null, None)).Version);
        Assert.Equal(SomePublication.Id(2), (await New().RollBackAsync("hero", SomePublication.Id(2), None)).Version);
    }

    [Fact]
    public async Task One_that_not_all_targets_took_is_gone_back_behind()
    {
        await New().PublishAsync(SomePublication.Of(1), Settings("folder", "s3"), None);
        _folder.Failing = true;
        await Assert.ThrowsAsync<RunException>(() => New().PublishAsync(SomePublication.Of(2), Settings("folder", "s3"), None));
        _folder.Failing = false;

        Assert.Equal(SomePublication.Id(1), (await New().RollBackAsync("hero", null, None)).Version);
        Assert.Equal([1, 1], [_folder.Shown, _s3.Shown]);
    }

    [Fact]
    public async Task A_rollback_that_the_servers_end_broke_off_is_ended_by_the_next()
    {
        await New().PublishAsync(SomePublication.Of(1), Settings("folder", "s3"), None);
        await New().PublishAsync(SomePublication.Of(2), Settings("folder", "s3"), None);
        using var end = new CancellationTokenSource();
        _s3.Before = end.Cancel;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => New().RollBackAsync("hero", null, end.Token));
        Assert.Equal([1, 2], [_folder.Shown, _s3.Shown]);

        _s3.Before = () => { };
        using var next = new UnfinishedReturns(_sqlite.Publications, New(), NullLogger<UnfinishedReturns>.Instance);
        await next.StartAsync(None);
        await next.ExecuteTask!.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal([1, 1], [_folder.Shown, _s3.Shown]);
        Assert.Equal(new PublishedName("hero", SomePublication.Id(1), null, null), await _sqlite.Publications.FindNameAsync("hero", None));
    }

    [Fact]
    public async Task A_file_that_is_gone_stops_a_rollback_before_it_begins()
    {
        await New().PublishAsync(SomePublication.Of(1), Settings("folder"), None);
        await New().PublishAsync(SomePublication.Of(2), Settings("folder"), None);
        var hash = SomePublication.Of(1).Files[0].Hash;
        File.Delete(Path.Combine(_sqlite.Data.Pictures, hash[..2], hash[2..]));

        var failure = await Assert.ThrowsAsync<RunException>(() => New().RollBackAsync("hero", null, None));

        Assert.Contains("hero-1024.webp", failure.Message);
        Assert.Equal(2, _folder.Shown);
        Assert.Null((await _sqlite.Publications.FindNameAsync("hero", None))!.Returning);
    }

    [Fact]
    public async Task No_more_are_kept_than_the_owner_wants()
    {
        for (var number = 1; number <= 5; number++)
        {
            await New(keep: 2).PublishAsync(SomePublication.Of(number), Settings("site"), None);
        }

        Assert.Equal(
            [SomePublication.Id(5), SomePublication.Id(4)],
            (await _sqlite.Publications.HistoryAsync("hero", None)).Select(kept => kept.Facts.Id));
    }

    [Theory]
    [InlineData("""{"path":"a"}""", "kind", "is missing")]
    [InlineData("""{"kind":"floder"}""", "kind", "did you mean 'folder'?")]
    [InlineData("7", "kind", "is missing")]
    public void A_target_that_is_none_is_named(string settings, string field, string problem)
    {
        var wrong = Assert.Single(New().Check(JsonElement.Parse(settings)));

        Assert.Equal(field, wrong.Field);
        Assert.Contains(problem, wrong.Problem);
    }

    [Fact]
    public async Task Nothing_is_published_where_one_target_is_wrong_or_there_is_none()
    {
        var failure =
            await Assert.ThrowsAsync<RunException>(() => New().PublishAsync(SomePublication.Of(1), Settings("folder", "floder"), None));
        Assert.Equal("targets[1].kind", failure.Place);
        await Assert.ThrowsAsync<RunException>(() => New().PublishAsync(SomePublication.Of(1), [], None));

        Assert.Empty(_folder.Taken);
        Assert.Empty(await _sqlite.Publications.NamesAsync(None));
    }

    private static JsonElement[] Settings(params string[] kinds) =>
        [.. kinds.Select(kind => JsonSerializer.SerializeToElement(new { kind }))];

    private async Task<int> ShownNumberAsync() =>
        RecordingTarget.NumberOf((await _sqlite.Publications.FindShownAsync("hero", None))!.Facts.Id);

    // As after a restart: nothing is remembered but what the store holds.
    private Publisher New(int keep = 30)
    {
        var keeper = new PublicationKeeper(_sqlite.Publications, _files);
        var site = new SiteTarget(keeper, _sqlite.Publications, new ServerOptions { Data = _sqlite.Data.Path });
        return new Publisher(
            new Targets([_folder, _s3, site, _webhook]), keeper, _sqlite.Publications, new PublishingOptions { Keep = keep }, _events,
            NullLogger<Publisher>.Instance);
    }

    private sealed class RecordedEvents : IEventLog
    {
        public List<(string Type, string Owner, string Data)> All { get; } = [];

        public Task AppendAsync(string type, string owner, string data, CancellationToken cancellation)
        {
            All.Add((type, owner, data));
            return Task.CompletedTask;
        }
    }
}
