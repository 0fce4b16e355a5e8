using Atelier.Server.Tests.Kills;
using Xunit.Abstractions;

namespace Atelier.Server.Tests;

public class KillTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Nothing_that_was_accepted_is_lost_or_made_twice_however_often_the_server_is_killed()
    {
        const int kills = 24;

        var counts = await new KillRun(kills, seed: 20, output.WriteLine).RunAsync();

        output.WriteLine($"{counts}");
        Assert.Equal((0, 0, 0), (counts.Lost, counts.Twice, counts.HalfWritten));
        Assert.True(counts.Accepted >= kills, $"too few jobs to say anything: {counts}");
    }
}
