using Atelier.Jobs;

namespace Atelier.Server.Tests.Worker;

public class CrashTests
{
    [Fact]
    public async Task A_job_whose_worker_is_killed_is_made_by_the_next()
    {
        await using var server = await RunningServer.StartAsync();
        using var store = new ServerStore(server.Data);
        var job = await store.AddAsync(ServerStore.Small() with { Steps = 60 });
        await store.WaitAsync(job.Id, now => now.State == JobState.Running);

        Signals.Send("KILL", await Signals.ChildOfAsync(server.Process.Id));

        var ended = await store.EndOfAsync(job);
        Assert.Equal((JobState.Succeeded, 2, 1), (ended.State, ended.Attempts, ended.Pictures.Count));
        Assert.Equal(1, (await store.Pictures.TotalsAsync(CancellationToken.None)).Count);
    }

    [Fact]
    public async Task A_worker_whose_server_is_killed_hands_its_job_back_and_ends()
    {
        await using var server = await RunningServer.StartAsync();
        using var store = new ServerStore(server.Data);
        var job = await store.AddAsync(ServerStore.Long());
        await store.WaitAsync(job.Id, now => now.State == JobState.Running);
        var worker = await Signals.ChildOfAsync(server.Process.Id);

        Signals.Send("KILL", server.Process.Id);

        var waiting = await store.WaitAsync(job.Id, now => now.State == JobState.Waiting);
        Assert.Equal(0, waiting.Attempts);
        await Signals.EndOfAsync(worker);
    }

    [Fact]
    public async Task A_server_that_starts_takes_the_jobs_that_died_with_the_last_one_at_once()
    {
        var first = await RunningServer.StartAsync();
        await using var ending = first;
        using var store = new ServerStore(first.Data);
        var job = await store.AddAsync(ServerStore.Small() with { Steps = 60 });
        await store.WaitAsync(job.Id, now => now.State == JobState.Running);
        await first.KillAsync();

        await using var second = await RunningServer.StartAsync(first.Data);

        // Well before the lease of 30 s has run out.
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(25));
        var ended = await store.EndOfAsync(job).WaitAsync(limit.Token);
        Assert.Equal((JobState.Succeeded, 2), (ended.State, ended.Attempts));
    }

    [Theory]
    [InlineData("fails_fast", "fault in managed code")]
    [InlineData("exits", "exit code 7")]
    [InlineData("overflows", "fault in managed code")]
    [InlineData("hangs", "no progress")]
    public async Task A_job_that_ends_every_worker_is_given_up_and_the_others_go_on(string sampler, string reason)
    {
        using var fixtures = new Fixtures().WithModel("starter").WithPlugin("Deadly");
        await using var server = await RunningServer.StartAsync(arguments: ["--server:stepTimeout=2s"], environment: fixtures.Environment);
        using var store = new ServerStore(server.Data);
        var before = await store.AddAsync(ServerStore.Small());
        var deadly = await store.AddAsync(ServerStore.Small() with { Sampler = sampler });
        var after = await store.AddAsync(ServerStore.Small(seed: 9));

        var ended = await store.EndOfAsync(deadly);

        Assert.Equal((JobState.Failed, "poisoned", 3), (ended.State, ended.Error!.Code, ended.Attempts));
        Assert.Contains(reason, ended.Error.Message);
        Assert.Equal(
            (JobState.Succeeded, JobState.Succeeded), ((await store.EndOfAsync(before)).State, (await store.EndOfAsync(after)).State));
        Assert.False(server.Process.HasExited);
    }

    [Fact]
    public async Task A_model_that_crashes_the_engine_twice_is_set_aside()
    {
        using var fixtures = new Fixtures().WithModel("starter").WithModel("other");
        await using var server = await RunningServer.StartAsync(environment: fixtures.Environment);
        using var store = new ServerStore(server.Data);
        var job = await store.AddAsync(ServerStore.Long());
        var worker = 0;
        for (var crash = 1; crash <= 2; crash++)
        {
            await store.WaitAsync(job.Id, now => now.State == JobState.Running && now.Attempts == crash);
            worker = await Signals.ChildOfAsync(server.Process.Id, worker);

            // As native code that gives up does.
            Signals.Send("TRAP", worker);
        }

        var ended = await store.EndOfAsync(job);
        Assert.Equal((JobState.Failed, "model_failed"), (ended.State, ended.Error!.Code));
        Assert.Equal(
            "the model starter is set aside: the engine crashed (aborted), 2 times; an operator can take it up again by loading it",
            ended.Error.Message);
        Assert.Equal(
            JobState.Succeeded, (await store.EndOfAsync(await store.AddAsync(ServerStore.Small() with { Model = "other" }))).State);
        Assert.Equal("model_failed", (await store.EndOfAsync(await store.AddAsync(ServerStore.Small()))).Error?.Code);
    }
}
