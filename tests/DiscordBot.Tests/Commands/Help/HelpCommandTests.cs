namespace Atelier.DiscordBot.Tests.Commands.Help;

public sealed class HelpCommandTests : IDisposable
{
    private readonly Workbench _bench = new(new DiscordOptions { Cooldown = 30 });

    [Fact]
    public async Task It_says_what_there_is_and_how_much_of_it()
    {
        await _bench.RunAsync(Some.Command("help"));

        Assert.Contains("4 pictures at once, of at most 1536 pixels a side and 60 steps", _bench.Said, StringComparison.Ordinal);
        Assert.Contains("3 jobs at a time, 200 pictures in 24 hours", _bench.Said, StringComparison.Ordinal);
        Assert.Contains("a request every 30 seconds", _bench.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("/settings", _bench.Said, StringComparison.Ordinal);
        foreach (var command in new[] { "imagine", "variations", "upscale", "describe", "styles", "queue", "cancel" })
        {
            Assert.Contains($"`/{command}`", _bench.Said, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Those_who_manage_the_server_hear_of_its_settings()
    {
        await _bench.RunAsync(Some.Command("help").By(permissions: "32"));

        Assert.Contains("`/settings`", _bench.Said, StringComparison.Ordinal);
    }

    public void Dispose() => _bench.Dispose();
}
