using Atelier.Jobs;

namespace Atelier.DiscordBot.Tests.Commands.Cancel;

public sealed class CancelCommandTests : IDisposable
{
    private readonly Workbench _bench = new();

    [Fact]
    public async Task The_only_job_need_not_be_named()
    {
        var job = await _bench.WaitingAsync("a fox");

        await _bench.RunAsync(Some.Command("cancel"));

        Assert.Equal(JobState.Canceled, (await _bench.Host.Queue.FindAsync(job.Id))!.State);
        Assert.Equal("1 job cancelled.", _bench.Said);
    }

    [Fact]
    public async Task One_of_several_is_named_and_the_others_stay()
    {
        var (first, second) = (await _bench.WaitingAsync("a fox"), await _bench.WaitingAsync("a boat"));
        await _bench.RefusesAsync("You have 2 jobs. Please say which `job`, or `all`.", Some.Command("cancel"));

        await _bench.RunAsync(Some.Command("cancel", Some.Text("job", second.Id)));

        Assert.Equal(JobState.Waiting, (await _bench.Host.Queue.FindAsync(first.Id))!.State);
        Assert.Equal(JobState.Canceled, (await _bench.Host.Queue.FindAsync(second.Id))!.State);
    }

    [Fact]
    public async Task All_of_ones_own_end_and_nobody_elses()
    {
        var other = await _bench.WaitingAsync("of another", user: "9");
        await _bench.WaitingAsync("a fox");
        _bench.Host.Queue.Begin((await _bench.WaitingAsync("a boat")).Id);

        await _bench.RunAsync(Some.Command("cancel", Some.Text("job", "all")));

        Assert.Equal("2 jobs cancelled.", _bench.Said);
        Assert.Equal(JobState.Waiting, (await _bench.Host.Queue.FindAsync(other.Id))!.State);
    }

    [Fact]
    public async Task Anothers_job_cannot_be_named()
    {
        var other = await _bench.WaitingAsync("of another", user: "9");
        await _bench.RefusesAsync("nothing in the queue", Some.Command("cancel", Some.Text("job", other.Id)));
        await _bench.WaitingAsync("a fox");

        await _bench.RefusesAsync("not one of yours", Some.Command("cancel", Some.Text("job", other.Id)));
        Assert.Equal(JobState.Waiting, (await _bench.Host.Queue.FindAsync(other.Id))!.State);
    }

    [Fact]
    public async Task Ones_own_are_suggested_by_their_words()
    {
        var job = await _bench.WaitingAsync("a fox");
        Assert.Equal([job.Id], await _bench.ValuesAsync("cancel", Some.Text("job", "", focused: true)));
        var second = await _bench.WaitingAsync(new string('b', 300));
        await _bench.WaitingAsync("of another", user: "9");

        Assert.Equal([job.Id, second.Id, "all"], await _bench.ValuesAsync("cancel", Some.Text("job", "", focused: true)));
        Assert.Equal([job.Id], await _bench.ValuesAsync("cancel", Some.Text("job", "FOX", focused: true)));
        Assert.All(await _bench.CompleteAsync("cancel", Some.Text("job", "", focused: true)),
            choice => Assert.InRange(choice.Name.Length, 1, 100));
    }

    public void Dispose() => _bench.Dispose();
}
