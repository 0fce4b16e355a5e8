using System.Diagnostics;
using System.Net;

namespace Atelier.Server.Tests.Discord;

[Collection("Discord")]
public sealed class SimulateCommandTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task It_plays_a_conversation_on_a_page_and_ends_when_it_is_told_to()
    {
        using var fixtures = new Fixtures().WithModel("starter");
        using var process = Start(fixtures, "--script");
        using var limit = new CancellationTokenSource(Limit);

        var address = (await LineAsync(process, "open ", limit.Token)).Split("open ")[1].Trim();
        using var client = new HttpClient();
        using var page = await client.GetAsync(new Uri(address), limit.Token);
        await LineAsync(process, "has been played", limit.Token);
        Signals.Send("TERM", process.Id);
        await process.WaitForExitAsync(limit.Token);

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal(0, process.ExitCode);
    }

    [Theory]
    [InlineData("--port", "70000", "--port: 70000 is not possible; it must be a number from 1 to 65535, or 0 for a free one")]
    [InlineData("--data", "", "--data: the bot of that folder talks in the real Discord; name another folder, or none")]
    public async Task What_it_cannot_take_it_says(string option, string value, string said)
    {
        using var fixtures = new Fixtures();
        var data = Directory.CreateDirectory(Path.Combine(fixtures.Models, "plugin-options"));
        await File.WriteAllTextAsync(Path.Combine(data.FullName, "discord.json"), """{"token":"env:DISCORD_TOKEN"}""");
        using var process = Start(fixtures, option, value.Length == 0 ? fixtures.Models : value);
        using var limit = new CancellationTokenSource(Limit);

        var error = await process.StandardError.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);

        Assert.Equal((2, $"atelier: {said}"), (process.ExitCode, error.Trim()));
    }

    private static Process Start(Fixtures fixtures, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[RunningServer.Program, "discord", "simulate", .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in fixtures.Environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    private static async Task<string> LineAsync(Process process, string part, CancellationToken cancellation)
    {
        while (true)
        {
            var line = await process.StandardOutput.ReadLineAsync(cancellation);
            if (line is null)
            {
                Assert.Fail(await process.StandardError.ReadToEndAsync(cancellation));
            }

            if (line.Contains(part, StringComparison.Ordinal))
            {
                return line;
            }
        }
    }
}
