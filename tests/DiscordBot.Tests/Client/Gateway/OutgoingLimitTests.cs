using Atelier.DiscordBot.Client.Gateway;
using Atelier.DiscordBot.Tests.Doubles;

namespace Atelier.DiscordBot.Tests.Client.Gateway;

public class OutgoingLimitTests
{
    [Fact]
    public async Task A_hundred_and_twenty_go_in_a_minute()
    {
        var time = new ManualTime();
        var limit = new OutgoingLimit(time);
        await Task.WhenAll(Enumerable.Range(0, 120).Select(_ => limit.WaitAsync(100, default))).WaitAsync(TimeSpan.FromSeconds(60));
        var next = limit.WaitAsync(100, default);
        time.Pass(59);
        Assert.False(next.IsCompleted);

        await time.UntilAsync(next);
    }

    [Fact]
    public async Task One_that_is_too_long_is_an_error_of_ours() =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => new OutgoingLimit(new ManualTime()).WaitAsync(4097, default));
}
