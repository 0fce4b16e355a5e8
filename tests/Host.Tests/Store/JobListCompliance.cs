using Atelier.Host.Store;
using Atelier.Jobs;

namespace Atelier.Host.Tests.Store;

/// <summary>What every <see cref="IJobStore"/> keeps to when it lists and counts.</summary>
public abstract class JobListCompliance
{
    private static CancellationToken None => CancellationToken.None;

    private protected abstract IJobStore Store { get; }

    [Fact]
    public async Task Pages_go_from_the_newest_to_the_oldest_without_gaps_or_doubles()
    {
        var ids = new List<string>();
        for (var i = 0; i < 7; i++)
        {
            ids.Add((await Store.AddAsync(Some.Job(), None)).Id);
        }

        var seen = new List<string>();
        var sizes = new List<int>();
        for (string? cursor = null; sizes.Count == 0 || cursor is not null;)
        {
            var page = await Store.ListAsync(new JobFilter(3, cursor), None);
            seen.AddRange(page.Jobs.Select(job => job.Id));
            sizes.Add(page.Jobs.Count);
            cursor = page.Next;
        }

        Assert.Equal(Enumerable.Reverse(ids), seen);
        Assert.Equal([3, 3, 1], sizes);
    }

    [Fact]
    public async Task A_group_is_all_whose_owners_begin_so()
    {
        var ids = new List<string>();
        foreach (var owner in (string[])["discord:1", "discord", "discord:2", "discordia:1", "ann", "discord:"])
        {
            ids.Add((await Store.AddAsync(Some.Job(owner), None)).Id);
        }

        Assert.Equal(
            [ids[5], ids[2], ids[0]], (await Store.ListAsync(new JobFilter(10, Group: "discord:"), None)).Jobs.Select(job => job.Id));
        Assert.Equal(
            [ids[2]], (await Store.ListAsync(
                new JobFilter(10, Owner: "discord:2", Group: "discord:", States: [JobState.Waiting]), None)).Jobs.Select(job => job.Id));
    }

    [Fact]
    public async Task A_last_page_that_is_full_has_no_next()
    {
        await Store.AddAsync(Some.Job(), None);

        Assert.Null((await Store.ListAsync(new JobFilter(1), None)).Next);
    }

    [Fact]
    public async Task Filters_hold_together_and_over_pages()
    {
        var wanted = new List<string>();
        foreach (var (owner, source, prompt) in ((string, string, string)[])
            [("ann", "api", "a Red fox"), ("bob", "api", "a red fox"), ("ann", "page", "a red fox"), ("ann", "api", "a blue fox"),
                ("ann", "api", "foxes, all red")])
        {
            var job = await Store.AddAsync(Some.Job(owner, prompt: prompt, source: source), None);
            if ((owner, source) == ("ann", "api") && prompt.Contains("red", StringComparison.OrdinalIgnoreCase))
            {
                wanted.Add(job.Id);
            }
        }

        var filter = new JobFilter(1, Owner: "ann", States: [JobState.Waiting, JobState.Running], Source: "api", Text: "RED fox");
        var first = await Store.ListAsync(filter, None);
        var second = await Store.ListAsync(filter with { Before = first.Next }, None);

        Assert.Equal([wanted[1]], first.Jobs.Select(job => job.Id));
        Assert.Equal([wanted[0]], second.Jobs.Select(job => job.Id));
        Assert.Null(second.Next);
    }

    [Theory]
    [InlineData("100%", "100% cotton")]
    [InlineData("a_b", "a_b")]
    [InlineData(@"\", @"back\slash")]
    [InlineData("ÄPFEL", "rote äpfel")]
    public async Task A_search_is_for_the_letters_themselves(string text, string prompt)
    {
        var job = await Store.AddAsync(Some.Job(prompt: prompt), None);
        await Store.AddAsync(Some.Job(prompt: "100 axb"), None);

        Assert.Equal([job.Id], (await Store.ListAsync(new JobFilter(10, Text: text), None)).Jobs.Select(found => found.Id));
    }

    [Fact]
    public async Task States_are_listed_with_their_pictures_and_counted()
    {
        await Store.AddAsync(Some.Job(), None);
        await Store.SucceedAsync((await Store.LeaseAsync(Some.Worker, None))!.Lease, [Some.Picture()], None);
        await Store.AddAsync(Some.Job(), None);
        await Store.FailAsync((await Store.LeaseAsync(Some.Worker, None))!.Lease, new JobError("internal", "x"), None);
        await Store.CancelAsync((await Store.AddAsync(Some.Job(), None)).Id, None);
        var oldest = await Store.AddAsync(Some.Job(priority: -1), None);
        await Store.AddAsync(Some.Job(), None);
        await Store.LeaseAsync(Some.Worker, None);

        var counts = await Store.CountAsync(None);
        var ended = await Store.ListAsync(new JobFilter(10, States: [JobState.Succeeded, JobState.Failed]), None);

        Assert.Equal(new QueueCounts(1, 1, 1, 1, 1, Paused: false) { OldestWaiting = oldest.CreatedAt }, counts);
        Assert.Equal([JobState.Failed, JobState.Succeeded], ended.Jobs.Select(job => job.State));
        Assert.Equal([0, 1], ended.Jobs.Select(job => job.Pictures.Count));
    }

    [Fact]
    public async Task An_empty_queue_has_no_oldest() => Assert.Null((await Store.CountAsync(None)).OldestWaiting);
}
