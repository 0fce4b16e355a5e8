using Atelier.DiscordBot.Client.Rest.Limits;
using Atelier.DiscordBot.Tests.Doubles;

namespace Atelier.DiscordBot.Tests.Client.Rest.Limits;

public sealed class GlobalLimitTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ManualTime _time = new();

    [Fact]
    public async Task Fifty_go_in_a_second()
    {
        var limit = new GlobalLimit(_time);
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => limit.EnterAsync(default))).WaitAsync(Patience);
        var next = limit.EnterAsync(default);
        _time.Pass(0.9);
        Assert.False(next.IsCompleted);

        await _time.UntilAsync(next);
    }

    [Fact]
    public async Task A_limit_that_Discord_names_is_kept()
    {
        var limit = new GlobalLimit(_time);
        limit.Pause(TimeSpan.FromSeconds(2), 3);
        var calls = Enumerable.Range(0, 4).Select(_ => limit.EnterAsync(default)).ToArray();
        _time.Pass(1.9);
        Assert.DoesNotContain(calls, call => call.IsCompleted);

        await _time.UntilAsync(Task.WhenAll(calls[..3]), step: 0.01);

        Assert.False(calls[3].IsCompleted);
        await _time.UntilAsync(calls[3]);
    }
}
