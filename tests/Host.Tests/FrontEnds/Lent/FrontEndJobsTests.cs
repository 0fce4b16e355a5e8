using Atelier.FrontEnds;
using Atelier.Generation;
using Atelier.Host.Automation.Runs;
using Atelier.Host.Tests.Doubles;
using Atelier.Host.Tests.Store;
using Atelier.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace Atelier.Host.Tests.FrontEnds.Lent;

public sealed class FrontEndJobsTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Unfinished_jobs_places_and_totals_are_told()
    {
        await using var lent = await LentServer.StartAsync();
        var first = await lent.Server.Jobs.AddAsync(Some.Job("echo:1"), default);
        var anns = await lent.Server.Jobs.AddAsync(Some.Job(), default);
        var second = await lent.Server.Jobs.AddAsync(Some.Job("echo:2"), default);
        await lent.Server.Jobs.LeaseAsync(Some.Worker, default);
        await lent.Server.Jobs.SetPausedAsync(true, default);
        var jobs = lent.Host.Jobs;

        Assert.Equal([first.Id, second.Id], (await jobs.UnfinishedAsync()).Select(job => job.Id));
        Assert.Equal([second.Id], (await jobs.UnfinishedAsync("echo:2")).Select(job => job.Id));
        Assert.Empty(await jobs.UnfinishedAsync("ann"));
        Assert.Equal((null, 1, null), (await jobs.PlaceAsync(first.Id), await jobs.PlaceAsync(second.Id), await jobs.PlaceAsync(anns.Id)));
        Assert.Equal(new QueueTotals(2, 1, Paused: true), await jobs.TotalsAsync());
    }

    [Fact]
    public async Task More_jobs_than_a_page_are_told_in_the_order_they_were_accepted()
    {
        await using var lent = await LentServer.StartAsync();
        var ids = new List<string>();
        for (var count = 0; count < 203; count++)
        {
            ids.Add((await lent.Server.Jobs.AddAsync(Some.Job($"echo:{count % 3}"), default)).Id);
        }

        Assert.Equal(ids, (await lent.Host.Jobs.UnfinishedAsync()).Select(job => job.Id));
    }

    [Fact]
    public async Task Pictures_that_an_owner_asked_for_are_counted_without_jobs_that_never_began()
    {
        await using var lent = await LentServer.StartAsync();
        var before = TimeProvider.System.GetUtcNow().AddMinutes(-1);
        var job = Some.Job("echo:1");
        await lent.Server.Jobs.AddAsync(job with { Request = job.Request with { BatchSize = 3, Count = 2 } }, default);
        var canceled = await lent.Server.Jobs.AddAsync(Some.Job("echo:1"), default);
        await lent.Server.Jobs.CancelAsync(canceled.Id, default);
        await lent.Server.Jobs.AddAsync(Some.Job("echo:2"), default);

        Assert.Equal(6, await lent.Host.Jobs.PicturesSinceAsync("echo:1", before));
        Assert.Equal(0, await lent.Host.Jobs.PicturesSinceAsync("echo:1", before.AddHours(1)));
        await Assert.ThrowsAsync<RequestException>(() => lent.Host.Jobs.PicturesSinceAsync("ann", before));
    }

    [Fact]
    public async Task Jobs_that_end_are_told_in_order_from_where_one_left_off_with_the_schedule_that_brought_them()
    {
        await using var lent = await LentServer.StartAsync();
        var runs = lent.Server.Services.GetRequiredService<IRunStore>();
        var run = await runs.AddAsync(
            new NewRun(Some.Id(), new RunTarget("job", "daily", "{\"prompt\":\"a fox\"}"), "echo:1", "schedule:daily")
            {
                NotBefore = DateTimeOffset.MaxValue,
            }, default);
        await lent.Server.Jobs.AddAsync(Some.Job(), default);
        await lent.Server.SucceedNextAsync();
        var first = await lent.Server.Jobs.AddAsync(Some.Job("echo:1", source: RunSource.Of(run)), default);
        await lent.Server.SucceedNextAsync();
        var second = await lent.Server.Jobs.AddAsync(Some.Job("echo:2"), default);
        await lent.Server.Jobs.CancelAsync(second.Id, default);

        var ended = await TakeAsync(lent.Host.Jobs.EndedAsync(0), 2);
        Assert.Equal(
            [(first.Id, JobState.Succeeded, "daily"), (second.Id, JobState.Canceled, null)],
            ended.Select(one => (one.Job.Id, one.Job.State, one.Schedule)));
        Assert.Equal([second.Id], (await TakeAsync(lent.Host.Jobs.EndedAsync(ended[0].Sequence), 1)).Select(one => one.Job.Id));
        Assert.Single(ended[0].Job.Pictures);
    }

    private static async Task<List<EndedJob>> TakeAsync(IAsyncEnumerable<EndedJob> telling, int count)
    {
        using var limit = new CancellationTokenSource(Limit);
        var ended = new List<EndedJob>();
        await foreach (var one in telling.WithCancellation(limit.Token))
        {
            ended.Add(one);
            if (ended.Count == count)
            {
                break;
            }
        }

        return ended;
    }
}
