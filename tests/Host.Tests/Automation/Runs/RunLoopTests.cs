using Atelier.Generation;
using Atelier.Host.Automation.Runs;
using Atelier.Host.Tests.Doubles;
using Atelier.Host.Tests.Store;
using Atelier.Jobs;

namespace Atelier.Host.Tests.Automation.Runs;

public sealed class RunLoopTests
{
    private static CancellationToken None => CancellationToken.None;

    private static TimeSpan Patience => TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_run_is_run_and_what_it_said_and_gave_is_kept()
    {
        var runner = new PretendRunner
        {
            Does = (_, log, _) =>
            {
                log.Write("info", "one\nline");
                log.Write("warning", "  two    columns");
                return Task.FromResult(RunOutcome.Succeeded("""{"a":1}"""));
            },
        };
        await using var runs = new RunFixture(runner);
        await runs.StartAsync();

        var added = await runs.Queue.EnqueueAsync(Some.Run(), None);
        var ended = await runs.EndOfAsync(added.Id);

        Assert.Equal((JobState.Succeeded, """{"a":1}"""), (ended.State, ended.Result));
        Assert.Equal(
            ["info: one line", "warning:   two    columns"],
            (await runs.Store.LogAsync(added.Id, -1, 10, None)).Select(line => $"{line.Level}: {line.Text}"));
    }

    [Fact]
    public async Task A_target_that_cannot_be_run_is_refused_and_not_kept()
    {
        await using var runs = new RunFixture(new PretendRunner());

        var kind = await Assert.ThrowsAsync<RequestException>(() => runs.Queue.EnqueueAsync(Some.Run("dance"), None));
        var name = await Assert.ThrowsAsync<RequestException>(() => runs.Queue.EnqueueAsync(Some.Run(name: "unknown"), None));

        Assert.Equal(("target.kind", "target.name"), (kind.Field, name.Field));
        Assert.Contains("recipe", kind.Problem);
        Assert.Empty(await runs.Store.ListAsync(new RunFilter(10), None));
    }

    [Fact]
    public async Task The_same_key_runs_once()
    {
        var runner = new PretendRunner();
        await using var runs = new RunFixture(runner);
        await runs.StartAsync();

        var first = await runs.Queue.EnqueueAsync(Some.Run(key: "k"), None);
        await runs.EndOfAsync(first.Id);
        var again = await runs.Queue.EnqueueAsync(Some.Run(name: "unknown", key: "k"), None);

        Assert.Equal((first.Id, JobState.Succeeded), (again.Id, again.State));
        Assert.Single(runner.Begun);
    }

    [Theory]
    [InlineData("known", "publish_failed", "no place")]
    [InlineData("wrong", "invalid_request", "must be higher")]
    [InlineData("refused", "refused", "full")]
    [InlineData("unexpected", "internal", "its log says more")]
    public async Task What_a_runner_throws_is_how_its_run_failed(string how, string code, string message)
    {
        var runner = new PretendRunner
        {
            Does = (_, _, _) => throw how switch
            {
                "known" => new RunException("publish_failed", "no place", "publish.0"),
                "wrong" => new RequestException("steps", "must be higher"),
                "refused" => new QueueRefusedException(QueueRefusal.Full, "full"),
                _ => new InvalidOperationException("secret"),
            },
        };
        await using var runs = new RunFixture(runner);
        await runs.StartAsync();

        var ended = await runs.EndOfAsync((await runs.Queue.EnqueueAsync(Some.Run(), None)).Id);

        Assert.Equal((JobState.Failed, code), (ended.State, ended.Error!.Code));
        Assert.Contains(message, ended.Error.Message);
        Assert.DoesNotContain("secret", ended.Error.Message);
        Assert.Equal(how == "unexpected", runs.Log.Errors.Any(line => line.Contains("secret")));
    }

    [Fact]
    public async Task No_more_run_at_once_than_is_set()
    {
        var (running, most, gate) = (0, 0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        var two = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var runner = new PretendRunner
        {
            Does = async (_, _, _) =>
            {
                most = Math.Max(most, Interlocked.Increment(ref running));
                if (most == 2)
                {
                    two.TrySetResult();
                }

                await gate.Task;
                Interlocked.Decrement(ref running);
                return RunOutcome.Succeeded();
            },
        };
        await using var runs = new RunFixture(runner);
        await runs.StartAsync(atOnce: 2);
        var added = new List<Run>();
        for (var i = 0; i < 6; i++)
        {
            added.Add(await runs.Queue.EnqueueAsync(Some.Run(), None));
        }

        await two.Task.WaitAsync(Patience);
        gate.SetResult();
        foreach (var run in added)
        {
            await runs.EndOfAsync(run.Id);
        }

        Assert.Equal(2, most);
    }

    [Fact]
    public async Task A_running_run_is_cancelled_with_the_jobs_it_asked_for()
    {
        var runner = new PretendRunner();
        await using var runs = new RunFixture(runner);
        var began = new TaskCompletionSource<Job>(TaskCreationOptions.RunContinuationsAsynchronously);
        runner.Does = async (run, _, cancellation) =>
        {
            began.SetResult(
                await runs.Generation.EnqueueAsync(
                    new JobSubmission(new GenerationRequest { Prompt = "sea" }, run.Owner, RunSource.Of(run)), cancellation));
            await Task.Delay(Timeout.Infinite, cancellation);
            return RunOutcome.Succeeded();
        };
        await runs.StartAsync();
        var added = await runs.Queue.EnqueueAsync(Some.Run(), None);
        var job = await began.Task.WaitAsync(Patience);

        await runs.Queue.CancelAsync(added.Id, None);

        Assert.Equal(JobState.Canceled, (await runs.EndOfAsync(added.Id)).State);
        Assert.Equal(JobState.Canceled, (await runs.Jobs.FindAsync(job.Id, None))!.State);
    }

    [Fact]
    public async Task A_waiting_run_that_is_cancelled_never_begins()
    {
        var runner = new PretendRunner();
        await using var runs = new RunFixture(runner);
        var canceled = await runs.Queue.EnqueueAsync(Some.Run(), None);
        var other = await runs.Queue.EnqueueAsync(Some.Run(), None);

        Assert.Equal(JobState.Canceled, (await runs.Queue.CancelAsync(canceled.Id, None))!.State);
        await runs.StartAsync();
        await runs.EndOfAsync(other.Id);

        Assert.Equal([other.Id], runner.Begun.Select(run => run.Id));
        Assert.Null(await runs.Queue.CancelAsync("nothing", None));
    }

    [Fact]
    public async Task A_shutdown_breaks_a_run_off_that_begins_again_and_its_jobs_go_on()
    {
        var runner = new PretendRunner();
        await using var runs = new RunFixture(runner);
        var began = new TaskCompletionSource<Job>(TaskCreationOptions.RunContinuationsAsynchronously);
        runner.Does = async (run, _, cancellation) =>
        {
            began.SetResult(
                await runs.Generation.EnqueueAsync(
                    new JobSubmission(new GenerationRequest { Prompt = "sea" }, run.Owner, RunSource.Of(run)), cancellation));
            await Task.Delay(Timeout.Infinite, cancellation);
            return RunOutcome.Succeeded();
        };
        var first = await runs.StartAsync();
        var added = await runs.Queue.EnqueueAsync(Some.Run(), None);
        var job = await began.Task.WaitAsync(Patience);
        await first.StopAsync(None).WaitAsync(Patience);

        var left = (await runs.Store.FindAsync(added.Id, None))!;
        Assert.Equal((JobState.Waiting, 0), (left.State, left.Attempts));
        Assert.Equal(JobState.Waiting, (await runs.Jobs.FindAsync(job.Id, None))!.State);

        runner.Does = (_, _, _) => Task.FromResult(RunOutcome.Succeeded());
        await runs.StartAsync();
        Assert.Equal((JobState.Succeeded, 1), await runs.EndOfAsync(added.Id) is var ended ? (ended.State, ended.Attempts) : default);
    }

    [Theory]
    [InlineData(true, JobState.Succeeded)]
    [InlineData(false, JobState.Failed)]
    public async Task A_shutdown_waits_a_while_for_a_run_that_does_not_begin_again(bool isInTime, JobState state)
    {
        var runner = new PretendRunner { MayBeginAgain = false };
        await using var runs = new RunFixture(runner);
        var (began, gate) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource());
        runner.Does = async (_, _, cancellation) =>
        {
            began.SetResult();
            await gate.Task.WaitAsync(cancellation);
            return RunOutcome.Succeeded();
        };
        var loop = await runs.StartAsync(grace: isInTime ? Patience : TimeSpan.FromMilliseconds(1));
        var added = await runs.Queue.EnqueueAsync(Some.Run(), None);
        await began.Task.WaitAsync(Patience);

        var stopping = loop.StopAsync(None);
        if (isInTime)
        {
            gate.SetResult();
        }

        await stopping.WaitAsync(Patience);
        var ended = (await runs.Store.FindAsync(added.Id, None))!;
        Assert.Equal((state, isInTime ? null : "interrupted"), (ended.State, ended.Error?.Code));
    }

    [Fact]
    public async Task What_a_killed_server_left_running_begins_again_three_times_at_most()
    {
        var runner = new PretendRunner();
        await using var runs = new RunFixture(runner);
        var added = await runs.Queue.EnqueueAsync(Some.Run(), None);
        var twice = await runs.Queue.EnqueueAsync(Some.Run(), None);
        for (var kill = 0; kill < 3; kill++)
        {
            Assert.Equal(added.Id, (await runs.Store.BeginNextAsync(None))!.Id);
            if (kill < 2)
            {
                Assert.Equal(twice.Id, (await runs.Store.BeginNextAsync(None))!.Id);
                await runs.Store.RecoverAsync(_ => null, None);
            }
        }

        await runs.StartAsync();

        Assert.Equal(
            (JobState.Failed, 3, "interrupted"),
            await runs.EndOfAsync(added.Id) is var ended ? (ended.State, ended.Attempts, ended.Error!.Code) : default);
        Assert.Equal((JobState.Succeeded, 3), await runs.EndOfAsync(twice.Id) is var again ? (again.State, again.Attempts) : default);
        Assert.Equal([twice.Id], runner.Begun.Select(run => run.Id));
    }

    [Fact]
    public async Task What_may_not_begin_again_fails_as_interrupted()
    {
        var runner = new PretendRunner { MayBeginAgain = false };
        await using var runs = new RunFixture(runner);
        var added = await runs.Queue.EnqueueAsync(Some.Run(), None);
        await runs.Store.BeginNextAsync(None);

        await runs.StartAsync();

        Assert.Equal(
            (JobState.Failed, "interrupted"), await runs.EndOfAsync(added.Id) is var ended ? (ended.State, ended.Error!.Code) : default);
        Assert.Empty(runner.Begun);
    }
}
