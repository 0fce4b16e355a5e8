using Atelier.Generation;
using Atelier.Host.Worker;
using Atelier.Jobs;
using Some = Atelier.Host.Tests.Store.Some;

namespace Atelier.Host.Tests.Queue;

public sealed class GenerationQueueTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly QueueFixture _fixture = new();

    public Task InitializeAsync() => _fixture.StartAsync();

    public async Task DisposeAsync() => await _fixture.DisposeAsync();

    [Fact]
    public async Task An_accepted_job_is_kept_complete_and_the_worker_is_woken()
    {
        var job = await _fixture.Queue.EnqueueAsync(QueueFixture.Submission("discord:1") with { Priority = 2 });

        var kept = await _fixture.Queue.FindAsync(job.Id);
        Assert.Equal(
            ("discord:1", 2, JobState.Waiting, QueueFixture.DrawnSeed), (kept!.Owner, kept.Priority, kept.State, kept.Request.Seed));
        Assert.Equal("starter", kept.Request.Model);
        Assert.Equal(1, _fixture.Workers.Wakes);
    }

    [Fact]
    public async Task The_same_key_gives_the_same_job_though_each_draws_its_seed()
    {
        var submission = QueueFixture.Submission() with { IdempotencyKey = "k" };
        var first = await _fixture.Queue.EnqueueAsync(submission);

        Assert.Equal(first.Id, (await _fixture.Queue.EnqueueAsync(submission)).Id);
        var refused = await Assert.ThrowsAsync<QueueRefusedException>(
            () => _fixture.Queue.EnqueueAsync(QueueFixture.Submission(prompt: "another") with { IdempotencyKey = "k" }));
        Assert.Equal(QueueRefusal.KeyReused, refused.Reason);
    }

    [Fact]
    public async Task The_order_of_a_requests_options_makes_it_no_other_request()
    {
        var ids = new HashSet<string>();
        foreach (var names in (string[][])[["s_churn", "s_noise"], ["s_noise", "s_churn"]])
        {
            _fixture.Workers.Inventory = Doubles.FakeWorkers.Default with
            {
                Samplers = [new PartInfo("euler", "Euler", [], "", "p", [.. names.Select(name => new PartOption(name, 0, 0, 1, ""))])],
            };
            var request = new GenerationRequest
            {
                Prompt = "",
                Sampler = "euler",
                SamplerOptions = names.ToDictionary(name => name, name => name == "s_churn" ? 1d : 0.5),
            };
            ids.Add((await _fixture.Queue.EnqueueAsync(new JobSubmission(request, "ann", "api") { IdempotencyKey = "k" })).Id);
        }

        Assert.Single(ids);
    }

    [Theory]
    [InlineData(11, "k", "ann", "priority")]
    [InlineData(-11, "k", "ann", "priority")]
    [InlineData(0, "", "ann", "idempotencyKey")]
    [InlineData(0, "a\nb", "ann", "idempotencyKey")]
    [InlineData(0, "k", "", "owner")]
    public async Task What_is_wrong_beside_the_request_is_named_too(int priority, string key, string owner, string field)
    {
        var refused = await Assert.ThrowsAsync<RequestException>(
            () => _fixture.Queue.EnqueueAsync(QueueFixture.Submission(owner) with { Priority = priority, IdempotencyKey = key }));

        Assert.Equal(field, refused.Field);
        Assert.Equal(0, (await _fixture.Store.CountAsync(CancellationToken.None)).Waiting);
    }

    [Fact]
    public async Task An_owner_may_have_a_limit_of_its_own()
    {
        await _fixture.Queue.EnqueueAsync(QueueFixture.Submission() with { WaitingLimit = 1 });

        var refused =
            await Assert.ThrowsAsync<QueueRefusedException>(
                () => _fixture.Queue.EnqueueAsync(QueueFixture.Submission() with { WaitingLimit = 1 }));

        Assert.Equal(QueueRefusal.Full, refused.Reason);
    }

    [Fact]
    public async Task A_server_that_shuts_down_accepts_nothing()
    {
        _fixture.ShutDown();

        var refused = await Assert.ThrowsAsync<QueueRefusedException>(() => _fixture.Queue.EnqueueAsync(QueueFixture.Submission()));

        Assert.Equal(QueueRefusal.ShuttingDown, refused.Reason);
    }

    [Fact]
    public async Task Only_a_running_job_is_interrupted_when_it_is_cancelled()
    {
        var waiting = await _fixture.Queue.EnqueueAsync(QueueFixture.Submission());
        Assert.Equal(JobState.Canceled, (await _fixture.Queue.CancelAsync(waiting.Id))!.State);
        Assert.Empty(_fixture.Workers.Interrupts);

        var running = await _fixture.Queue.EnqueueAsync(QueueFixture.Submission());
        await _fixture.LeaseAsync();
        Assert.Equal(JobState.Running, (await _fixture.Queue.CancelAsync(running.Id))!.State);
        Assert.Equal([(running.Id, Interruption.Cancel)], _fixture.Workers.Interrupts);
        Assert.Null(await _fixture.Queue.CancelAsync("nothing"));
    }

    [Fact]
    public async Task A_watcher_sees_a_job_from_now_to_its_end()
    {
        var job = await _fixture.Queue.EnqueueAsync(QueueFixture.Submission());
        var other = await _fixture.Queue.EnqueueAsync(QueueFixture.Submission("bob"));
        var seen = new List<JobUpdate>();
        Store.LeaseHolder holder = new(_fixture.Store);

        await foreach (var update in _fixture.Queue.WatchAsync(job.Id, new CancellationTokenSource(Limit).Token))
        {
            seen.Add(update);
            if (update is { Job.State: JobState.Waiting })
            {
                await _fixture.Queue.CancelAsync(other.Id);
                await holder.LeaseAsync();
                _fixture.Signal.Raise();
            }
            else if (update is { Job.State: JobState.Running, Progress: null })
            {
                _fixture.Workers.Progress(other.Id, 1, 4);
                _fixture.Workers.Progress(job.Id, 1, 4);
            }
            else if (update.Progress is not null)
            {
                await holder.SucceedAsync(Some.Picture());
                _fixture.Workers.Tell(new WorkerNews.JobsChanged());
            }
        }

        Assert.Equal([JobState.Waiting, JobState.Running, JobState.Running, JobState.Succeeded], seen.Select(update => update.Job.State));
        Assert.Equal([null, null, 1, null], seen.Select(update => update.Progress?.Step));
        Assert.Single(seen[^1].Job.Pictures);
    }

    [Fact]
    public async Task Watching_what_is_over_or_not_there_ends_at_once()
    {
        var job = await _fixture.Queue.EnqueueAsync(QueueFixture.Submission());
        await _fixture.Queue.CancelAsync(job.Id);

        Assert.Equal([JobState.Canceled], await StatesAsync(job.Id));
        Assert.Empty(await StatesAsync("nothing"));
    }

    [Fact]
    public async Task Watching_ends_when_the_server_shuts_down()
    {
        var job = await _fixture.Queue.EnqueueAsync(QueueFixture.Submission());
        var watching = StatesAsync(job.Id);

        _fixture.ShutDown();

        Assert.Equal([JobState.Waiting], await watching);
    }

    private async Task<List<JobState>> StatesAsync(string id)
    {
        var states = new List<JobState>();
        await foreach (var update in _fixture.Queue.WatchAsync(id, new CancellationTokenSource(Limit).Token))
        {
            states.Add(update.Job.State);
        }

        return states;
    }
}
