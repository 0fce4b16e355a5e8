namespace Atelier.DiscordBot.Tests.Commands.Queue;

public sealed class QueueCommandTests : IDisposable
{
    private readonly Workbench _bench = new();

    [Fact]
    public async Task It_says_how_many_wait_and_where_the_users_own_stand()
    {
        _bench.Host.Queue.Begin((await _bench.WaitingAsync("a castle", count: 4)).Id);
        await _bench.WaitingAsync("a *fox*");
        await _bench.WaitingAsync("of another", user: "9");
        await _bench.WaitingAsync("a boat");

        await _bench.RunAsync(Some.Command("queue"));

        Assert.Contains("3 jobs wait, 1 runs.", _bench.Said, StringComparison.Ordinal);
        Assert.Contains("Being made now: 4 pictures · a castle", _bench.Said, StringComparison.Ordinal);
        Assert.Contains("Next: 1 picture · a \\*fox\\*", _bench.Said, StringComparison.Ordinal);
        Assert.Contains("2 jobs before it: 1 picture · a boat", _bench.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("of another", _bench.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_nothing_there_and_a_paused_queue_are_told()
    {
        _bench.Host.Queue.Paused = true;

        await _bench.RunAsync(Some.Command("queue"));

        Assert.Contains("paused", _bench.Said, StringComparison.Ordinal);
        Assert.Contains("You have nothing in the queue.", _bench.Said, StringComparison.Ordinal);
    }

    public void Dispose() => _bench.Dispose();
}
