using Atelier.Host.Store;
using Atelier.Jobs;

namespace Atelier.Host.Tests.Store;

/// <summary>What every <see cref="IJobStore"/> keeps to towards workers: who gets which job, and whose word about it counts.</summary>
public abstract class JobLeaseCompliance
{
    private static CancellationToken None => CancellationToken.None;

    private protected abstract IJobStore Store { get; }

    [Fact]
    public async Task A_lease_counts_an_attempt_and_starts_the_job()
    {
        var job = await Store.AddAsync(Some.Job(), None);

        var leased = (await Store.LeaseAsync("w", None))!;
        var found = await Store.FindAsync(job.Id, None);

        Assert.Equal((job.Id, "w"), (leased.Lease.JobId, leased.Lease.Worker));
        Assert.Equal((JobState.Running, 1, leased.Job.StartedAt), (found!.State, found.Attempts, found.StartedAt));
        Assert.NotNull(found.StartedAt);
        Assert.Null(await Store.LeaseAsync("w", None));
    }

    [Fact]
    public async Task Pictures_come_with_the_end_of_their_job()
    {
        var job = await Store.AddAsync(Some.Job(), None);
        var lease = await LeaseAsync();
        NewPicture[] made = [Some.Picture("aa", seed: ulong.MaxValue), Some.Picture("cc", seed: 0)];

        Assert.True(await Store.SucceedAsync(lease, made, None));
        var found = await Store.FindAsync(job.Id, None);

        Assert.Equal(JobState.Succeeded, found!.State);
        Assert.True(found.IsOver);
        Assert.Equal(made.Select(picture => new JobPicture(picture.Id, picture.Hash, "png", 64, 32, 1000, picture.Seed)), found.Pictures);
    }

    [Fact]
    public async Task An_error_is_kept()
    {
        var job = await Store.AddAsync(Some.Job(), None);

        Assert.True(await Store.FailAsync(await LeaseAsync(), new JobError("invalid_request", "steps: too many", "steps"), None));

        Assert.Equal(new JobError("invalid_request", "steps: too many", "steps"), (await Store.FindAsync(job.Id, None))!.Error);
    }

    [Fact]
    public async Task The_highest_priority_goes_first_and_within_it_the_oldest()
    {
        var ids = new List<string>();
        foreach (var priority in (int[])[0, 5, -3, 5, 0])
        {
            ids.Add((await Store.AddAsync(Some.Job(priority: priority), None)).Id);
        }

        Assert.Equal([ids[1], ids[3], ids[0], ids[4], ids[2]], await DrainAsync());
    }

    [Fact]
    public async Task Owners_take_turns_however_many_jobs_one_of_them_has()
    {
        var ids = new Dictionary<string, List<string>> { ["ann"] = [], ["bob"] = [], ["cid"] = [] };
        foreach (var owner in (string[])["ann", "ann", "ann", "ann", "bob", "bob", "cid"])
        {
            ids[owner].Add((await Store.AddAsync(Some.Job(owner), None)).Id);
        }

        var order = new List<string>();
        foreach (var id in await DrainAsync())
        {
            order.Add(ids.Single(owner => owner.Value.Contains(id)).Key);
        }

        Assert.Equal(["ann", "bob", "cid", "ann", "bob", "ann", "ann"], order);
    }

    [Fact]
    public async Task A_position_is_the_number_of_jobs_that_really_go_before()
    {
        var random = new Random(7);
        var ids = new List<string>();
        for (var i = 0; i < 60; i++)
        {
            ids.Add((await Store.AddAsync(
                Some.Job("owner" + random.Next(5), random.Next(-1, 2), model: "model" + random.Next(3)), None)).Id);
            if (i == 20)
            {
                ids.Remove((await LeaseAsync()).JobId);
                ids.Remove((await LeaseAsync()).JobId);
            }
        }

        var positions = await Store.PositionsAsync([.. ids, "nothing"], None);
        var order = await DrainAsync();

        Assert.Equal(
            order.Select((id, place) => (id, place)).OrderBy(pair => pair.id),
            positions.Select(pair => (pair.Key, pair.Value)).OrderBy(pair => pair.Key));
        Assert.Null(await Store.PositionAsync(ids[0], None));
    }

    [Fact]
    public async Task A_heartbeat_is_counted_and_the_job_listed_as_running()
    {
        await Store.AddAsync(Some.Job(model: "m"), None);
        var lease = await LeaseAsync();

        Assert.Equal(LeaseState.Held, await Store.HeartbeatAsync(lease, None));
        Assert.Equal(LeaseState.Held, await Store.HeartbeatAsync(lease, None));

        Assert.Equal([new RunningJob(lease, 2, "m")], await Store.RunningAsync(None));
    }

    [Fact]
    public async Task A_released_job_keeps_its_place_and_its_attempts()
    {
        var first = await Store.AddAsync(Some.Job(), None);
        await Store.AddAsync(Some.Job(), None);

        Assert.True(await Store.ReleaseAsync(await LeaseAsync(), None));

        Assert.Equal(0, (await Store.FindAsync(first.Id, None))!.Attempts);
        Assert.Equal(first.Id, (await LeaseAsync()).JobId);
    }

    [Fact]
    public async Task A_late_result_with_an_old_token_is_refused()
    {
        var job = await Store.AddAsync(Some.Job(), None);
        var old = await LeaseAsync("slow");
        Assert.True(await Store.ExpireAsync(old, "silent", 3, None));
        var current = await LeaseAsync("slow");

        Assert.True(current.Token > old.Token);
        Assert.Equal(LeaseState.Lost, await Store.HeartbeatAsync(old, None));
        Assert.False(await Store.SucceedAsync(old, [Some.Picture()], None));
        Assert.False(await Store.FailAsync(old, new JobError("internal", "x"), None));
        Assert.False(await Store.EndCanceledAsync(old, None));
        Assert.False(await Store.ReleaseAsync(old, None));
        Assert.False(await Store.ExpireAsync(old, "silent", 3, None));
        Assert.Equal(
            (JobState.Running, 2), ((await Store.FindAsync(job.Id, None))!.State, (await Store.FindAsync(job.Id, None))!.Attempts));
        Assert.True(await Store.SucceedAsync(current, [Some.Picture()], None));
        Assert.Single((await Store.FindAsync(job.Id, None))!.Pictures);
    }

    [Fact]
    public async Task A_lease_is_its_workers_own()
    {
        await Store.AddAsync(Some.Job(), None);
        var lease = await LeaseAsync("one");

        Assert.Equal(LeaseState.Lost, await Store.HeartbeatAsync(lease with { Worker = "two" }, None));
        Assert.False(await Store.SucceedAsync(lease with { Worker = "two" }, [], None));
        Assert.Equal(LeaseState.Held, await Store.HeartbeatAsync(lease, None));
    }

    [Fact]
    public async Task A_result_is_taken_once()
    {
        var job = await Store.AddAsync(Some.Job(), None);
        var lease = await LeaseAsync();

        Assert.True(await Store.SucceedAsync(lease, [Some.Picture()], None));
        Assert.False(await Store.SucceedAsync(lease, [Some.Picture()], None));
        Assert.Single((await Store.FindAsync(job.Id, None))!.Pictures);
    }

    [Fact]
    public async Task A_job_that_ends_its_workers_is_given_up_after_its_last_attempt()
    {
        var job = await Store.AddAsync(Some.Job(), None);
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            Assert.Equal(JobState.Waiting, (await Store.FindAsync(job.Id, None))!.State);
            Assert.True(await Store.ExpireAsync(await LeaseAsync(), "it ended by signal 11", 3, None));
        }

        var found = await Store.FindAsync(job.Id, None);

        Assert.Equal((JobState.Failed, "poisoned", 3), (found!.State, found.Error!.Code, found.Attempts));
        Assert.Contains("signal 11", found.Error.Message);
    }

    [Fact]
    public async Task A_job_whose_worker_went_while_it_was_being_cancelled_is_cancelled()
    {
        var expired = await Store.AddAsync(Some.Job(), None);
        var lease = await LeaseAsync();
        await Store.CancelAsync(expired.Id, None);
        Assert.True(await Store.ExpireAsync(lease, "gone", 1, None));
        var released = await Store.AddAsync(Some.Job(), None);
        lease = await LeaseAsync();
        await Store.CancelAsync(released.Id, None);
        Assert.True(await Store.ReleaseAsync(lease, None));

        Assert.Equal(JobState.Canceled, (await Store.FindAsync(expired.Id, None))!.State);
        Assert.Equal(JobState.Canceled, (await Store.FindAsync(released.Id, None))!.State);
    }

    private async Task<Lease> LeaseAsync(string worker = "w") => (await Store.LeaseAsync(worker, None))!.Lease;

    private async Task<List<string>> DrainAsync()
    {
        var ids = new List<string>();
        while (await Store.LeaseAsync(Some.Worker, None) is { } leased)
        {
            ids.Add(leased.Lease.JobId);
        }

        return ids;
    }
}
