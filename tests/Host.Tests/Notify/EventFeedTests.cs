using Atelier.Host.Notify;
using Atelier.Host.Tests.Queue;
using Atelier.Host.Worker;
using Some = Atelier.Host.Tests.Store.Some;

namespace Atelier.Host.Tests.Notify;

public sealed class EventFeedTests : IAsyncLifetime
{
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromSeconds(60));
    private readonly QueueFixture _fixture = new();

    private static CancellationToken None => CancellationToken.None;

    public Task InitializeAsync() => _fixture.StartAsync();

    public async Task DisposeAsync()
    {
        await _fixture.DisposeAsync();
        _limit.Dispose();
    }

    [Fact]
    public async Task A_listener_hears_what_another_process_writes_without_being_told()
    {
        await using var listener = Listen(0);
        var job = await _fixture.Store.AddAsync(Some.Job(), None);

        Assert.Equal((job.Id, "job.waiting"), await EventAsync(listener));
    }

    [Fact]
    public async Task A_listener_without_a_number_hears_nothing_old()
    {
        await _fixture.Store.AddAsync(Some.Job(), None);
        await using var replay = Listen(0);
        await EventAsync(replay);
        await using var listener = Listen(null);
        var next = listener.MoveNextAsync();
        var job = await _fixture.Store.AddAsync(Some.Job(), None);
        _fixture.Signal.Raise();

        Assert.True(await next);
        Assert.Equal(job.Id, Assert.IsType<FeedItem.JobEvent>(listener.Current).Event.JobId);
    }

    [Fact]
    public async Task One_who_comes_back_hears_all_that_was_missed_once_and_in_order()
    {
        var ids = new List<string>();
        for (var i = 0; i < 1200; i++)
        {
            ids.Add((await _fixture.Store.AddAsync(Some.Job() with { Limits = new(5000, 5000) }, None)).Id);
        }

        var first = (await _fixture.Store.EventsAsync(0, 1, None))[0].Sequence;
        await using var listener = Listen(first);
        var heard = new List<string>();
        while (heard.Count < ids.Count - 1)
        {
            heard.Add((await EventAsync(listener)).JobId);
        }

        Assert.Equal(ids.Skip(1), heard);
    }

    [Fact]
    public async Task A_slow_listener_hears_the_newest_progress_and_every_event()
    {
        await using var listener = Listen(0);
        var job = await _fixture.Store.AddAsync(Some.Job(), None);
        await EventAsync(listener);
        for (var step = 1; step <= 1000; step++)
        {
            _fixture.Workers.Progress(job.Id, step, 1000, step == 500 ? [1, 2, 3] : null);
        }

        await _fixture.Store.LeaseAsync(Some.Worker, None);
        _fixture.Signal.Raise();
        var progress = new List<FeedItem.JobMoved>();
        string? heard = null;
        while (heard is null || progress.Count == 0)
        {
            Assert.True(await listener.MoveNextAsync());
            if (listener.Current is FeedItem.JobMoved moved)
            {
                progress.Add(moved);
            }
            else if (listener.Current is FeedItem.JobEvent happened)
            {
                heard = happened.Event.Type;
            }
        }

        Assert.Equal("job.running", heard);
        Assert.Equal(1000, Assert.Single(progress).Progress.Step);
        Assert.Equal([1, 2, 3], progress[0].Progress.Preview!);
    }

    [Fact]
    public async Task Progress_is_known_while_a_job_runs_and_not_after()
    {
        await using var listener = Listen(0);
        var job = await _fixture.Store.AddAsync(Some.Job(), None);
        await EventAsync(listener);
        _fixture.Workers.Progress(job.Id, 3, 4);
        Assert.Equal(3, _fixture.Feed.ProgressOf(job.Id)!.Step);
        Assert.Null(_fixture.Feed.ProgressOf("nothing"));

        await _fixture.Queue.CancelAsync(job.Id);
        while (await EventAsync(listener) is not (_, "job.canceled"))
        {
        }

        _fixture.Workers.Progress(job.Id, 4, 4);
        Assert.Null(_fixture.Feed.ProgressOf(job.Id));
    }

    [Fact]
    public async Task Lists_that_changed_are_told_to_everyone_once()
    {
        await using var one = Listen(0);
        await using var two = Listen(0);
        var (first, second) = (one.MoveNextAsync(), two.MoveNextAsync());

        _fixture.Workers.Tell(new WorkerNews.InventoryChanged());

        Assert.True(await first && await second);
        Assert.Equal([new FeedItem.ListChanged("plugins"), new FeedItem.ListChanged("plugins")], (FeedItem[])[one.Current, two.Current]);
    }

    [Fact]
    public async Task A_shutdown_ends_every_listener_without_an_error()
    {
        await using var listener = Listen(0);
        var next = listener.MoveNextAsync();

        _fixture.ShutDown();

        Assert.False(await next);
    }

    [Fact]
    public async Task A_listener_who_goes_is_told_so()
    {
        using var gone = new CancellationTokenSource();
        await using var listener = _fixture.Feed.ListenAsync(0, gone.Token).GetAsyncEnumerator(gone.Token);
        var next = listener.MoveNextAsync();

        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next);
    }

    private IAsyncEnumerator<FeedItem> Listen(long? after) =>
        _fixture.Feed.ListenAsync(after, _limit.Token).GetAsyncEnumerator(_limit.Token);

    private static async Task<(string JobId, string Type)> EventAsync(IAsyncEnumerator<FeedItem> listener)
    {
        while (await listener.MoveNextAsync())
        {
            if (listener.Current is FeedItem.JobEvent happened)
            {
                return (happened.Event.JobId, happened.Event.Type);
            }
        }

        throw new InvalidOperationException("the feed ended");
    }
}
