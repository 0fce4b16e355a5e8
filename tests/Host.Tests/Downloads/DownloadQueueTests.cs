using Atelier.Host.Downloads;
using Atelier.Host.Tests.Downloads.Doubles;
using Microsoft.Extensions.Logging.Abstractions;

namespace Atelier.Host.Tests.Downloads;

public sealed class DownloadQueueTests : IAsyncLifetime
{
    private static readonly byte[] Bytes = SmallModel.File(100_000);
    private readonly Downloading _downloading = new();
    private readonly TopicFeed _feed = new();
    private readonly TaskCompletionSource _hold = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<DownloadQueue> _queues = [];
    private Hub _server = null!;

    public async Task InitializeAsync() => _server = await Hub.StartAsync();

    public async Task DisposeAsync()
    {
        await Task.WhenAll(_queues.Select(queue => queue.StopAsync(CancellationToken.None))).WaitAsync(Downloading.Bound);
        _hold.TrySetResult();
        await _server.DisposeAsync();
        _downloading.Dispose();
    }

    [Fact]
    public async Task A_download_is_made_and_said()
    {
        var queue = Queue();

        var entry = queue.Add(Offer("one"), "me", false);
        await EndedAsync(entry);

        Assert.Equal(DownloadState.Succeeded, entry.Download.State);
        Assert.Equal(Bytes.Length, entry.Meter.Read().Received);
        Assert.True(File.Exists(_downloading.PathOf("one.safetensors")));
        Assert.Contains("downloads", _feed.Topics);
        Assert.Contains("models", _feed.Topics);
    }

    [Fact]
    public async Task Two_run_at_once_and_the_others_wait_in_order()
    {
        var queue = Queue();

        var entries = ((string[])["a", "b", "c", "d"]).Select(name => queue.Add(Offer(name, Held()), "me", false)).ToList();

        Assert.Equal(
            [DownloadState.Running, DownloadState.Running, DownloadState.Waiting, DownloadState.Waiting],
            entries.Select(entry => entry.Download.State));
        Assert.Equal([null, null, 0, 1], entries.Select(queue.PositionOf));
        _hold.SetResult();
        await Task.WhenAll(entries.Select(EndedAsync));
        Assert.All(entries, entry => Assert.Equal(DownloadState.Succeeded, entry.Download.State));
    }

    [Fact]
    public void No_more_than_some_may_wait()
    {
        var queue = Queue(new DownloadLimits { AtOnce = 1, Waiting = 2 });
        foreach (var name in (string[])["a", "b", "c"])
        {
            queue.Add(Offer(name, Held()), "me", false);
        }

        var refused = Assert.Throws<DownloadException>(() => queue.Add(Offer("d"), "me", false));

        Assert.Equal(DownloadFault.Full, refused.Fault);
    }

    [Fact]
    public void The_same_or_the_same_name_is_not_fetched_twice_at_once()
    {
        var queue = Queue();
        var first = queue.Add(Offer("one", Held()), "me", false);

        var refused =
            Assert.Throws<DownloadException>(() => queue.Add(Offer("one") with { Source = "https://example.org/other" }, "you", false));

        Assert.Equal($"one is being fetched already; its id is {first.Download.Id}", refused.Message);
    }

    [Fact]
    public async Task A_running_download_is_cancelled_and_leaves_nothing()
    {
        var queue = Queue();
        var faults = Held();
        var entry = queue.Add(Offer("one", faults), "me", false);
        await faults.Began.Task.WaitAsync(Downloading.Bound);

        Assert.True(await queue.RemoveAsync(entry.Download.Id).WaitAsync(Downloading.Bound));

        Assert.Equal(DownloadState.Canceled, entry.Download.State);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_downloading.PathOf(DownloadFolder.Root)));
        Assert.Empty(_downloading.Placed());
    }

    [Fact]
    public async Task A_waiting_download_is_cancelled_before_it_runs()
    {
        var queue = Queue(new DownloadLimits { AtOnce = 1 });
        var first = queue.Add(Offer("one", Held()), "me", false);
        var second = queue.Add(Offer("two"), "me", false);

        await queue.RemoveAsync(second.Download.Id);
        _hold.SetResult();
        await EndedAsync(first);

        Assert.Equal(DownloadState.Canceled, second.Download.State);
        Assert.Empty(_server.RequestsFor("/two"));
    }

    [Fact]
    public async Task What_is_not_there_cannot_be_cancelled() => Assert.False(await Queue().RemoveAsync("0123456789abcdef"));

    [Fact]
    public async Task One_that_ended_is_taken_from_the_list()
    {
        var queue = Queue();
        var entry = queue.Add(Offer("one"), "me", false);
        await EndedAsync(entry);

        await queue.RemoveAsync(entry.Download.Id);

        Assert.Empty(queue.List());
        Assert.True(File.Exists(_downloading.PathOf("one.safetensors")));
    }

    [Fact]
    public async Task A_restart_goes_on_where_it_stopped()
    {
        var queue = Queue(new DownloadLimits { AtOnce = 1 });
        var faults = new Faults { CutAfter = [60_000], Hold = _hold.Task };
        var one = Offer("one", faults);
        queue.Add(one, "me", false);
        queue.Add(Offer("two"), "me", false);
        await faults.Began.Task.WaitAsync(Downloading.Bound);
        await UntilAsync(() => _downloading.Parts() is [var part] && new FileInfo(part).Length == 60_000);
        await queue.StopAsync(CancellationToken.None).WaitAsync(Downloading.Bound);
        _hold.SetResult();

        var next = Queue();
        await next.StartAsync(CancellationToken.None);

        Assert.Equal(["one", "two"], next.List().Select(entry => entry.Download.Offer.Name));
        await Task.WhenAll(next.List().Select(EndedAsync));
        Assert.All(next.List(), entry => Assert.Equal(DownloadState.Succeeded, entry.Download.State));
        Assert.Equal([null, "bytes=60000-"], _server.RequestsFor("/one").Select(request => request.Range));
        Assert.Equal(Bytes, await File.ReadAllBytesAsync(_downloading.PathOf("one.safetensors")));
    }

    [Fact]
    public async Task A_failure_is_told_kept_over_a_restart_and_tried_again_when_asked()
    {
        var queue = Queue();
        var offer = Offer("one");
        _server.Status("/one", 404);

        var entry = queue.Add(offer, "me", false);
        await EndedAsync(entry);

        Assert.Equal(
            (DownloadState.Failed, DownloadFault.NotFound, "127.0.0.1 has no such model"),
            (entry.Download.State, entry.Download.Fault, entry.Download.Error));
        var next = Queue();
        await next.StartAsync(CancellationToken.None);
        Assert.Equal(DownloadState.Failed, Assert.Single(next.List()).Download.State);

        _server.Serve("/one", Bytes);
        var again = next.Add(offer, "me", false);
        await EndedAsync(again);
        Assert.Equal(DownloadState.Succeeded, Assert.Single(next.List()).Download.State);
    }

    [Fact]
    public async Task Half_a_record_does_not_keep_the_server_from_starting()
    {
        Directory.CreateDirectory(_downloading.PathOf(".downloads/0123456789abcdef"));
        await File.WriteAllTextAsync(_downloading.PathOf(".downloads/0123456789abcdef/download.json"), "{\"id\":");
        var queue = Queue();

        await queue.StartAsync(CancellationToken.None);

        Assert.Empty(queue.List());
    }

    private DownloadQueue Queue(DownloadLimits? limits = null)
    {
        _queues.Add(new DownloadQueue(
            _downloading.Fetcher, new DownloadStore(_downloading.Models), limits ?? new DownloadLimits(), _feed, _downloading.Time,
            NullLogger<DownloadQueue>.Instance));
        return _queues[^1];
    }

    private Faults Held() => new() { Hold = _hold.Task };

    private ModelOffer Offer(string name, Faults? faults = null)
    {
        _server.Serve("/" + name, Bytes, faults);
        return new ModelOffer
        {
            Source = "https://example.org/" + name,
            Name = name,
            IsFolder = false,
            Files = [new OfferedFile($"{name}.safetensors", new Uri(_server.Url, name), Bytes.Length, FileHash.Sha256(Hub.Sha256(Bytes)))],
        };
    }

    private static Task EndedAsync(DownloadEntry entry) => UntilAsync(() => !entry.Download.IsOpen && entry.Ended.IsCompleted);

    private static async Task UntilAsync(Func<bool> so)
    {
        using var bound = new CancellationTokenSource(Downloading.Bound);
        while (!so())
        {
            await Task.Delay(5, bound.Token);
        }
    }
}
