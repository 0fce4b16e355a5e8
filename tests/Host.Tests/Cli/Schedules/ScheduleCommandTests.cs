using Atelier.Host.Automation.Runs;
using Atelier.Host.Cli;
using Microsoft.Extensions.DependencyInjection;

namespace Atelier.Host.Tests.Cli.Schedules;

public sealed class ScheduleCommandTests : IDisposable
{
    private readonly CommandRun _command = new();

    public void Dispose() => _command.Dispose();

    [Fact]
    public void The_next_times_of_an_expression_are_shown_without_a_server()
    {
        Assert.Equal(ExitCode.Ok, _command.Run(
            "schedule", "next", "--cron", "30 2 * * *", "--zone", "Europe/Berlin", "--from", "2027-03-27T12:00:00+01:00", "--count", "2"));

        Assert.Equal(
            """
            Due                             Starts  Note
            Sun 2027-03-28 03:00:00 +02:00          clocks skip its time that day: it runs at the first moment after the gap
            Mon 2027-03-29 02:30:00 +02:00

            """,
            _command.Output);
    }

    [Theory]
    [InlineData("--cron|61 * * * *", "cron: minute: '61' is not possible; it must be from 0 to 59")]
    [InlineData("--every|soon", "every: 'soon' is not a time")]
    [InlineData("--cron|0 7 * * *|--zone|Berlin", "zone: 'Berlin' is unknown")]
    [InlineData("--cron|0 7 * * *|--from|tomorrow", "--from")]
    [InlineData("--cron|0 7 * * *|--missed|never", "--missed")]
    [InlineData("--cron|0 7 * * *|--count|0", "--count: 0 is not possible")]
    [InlineData("dawn|--cron|0 7 * * *", "say whose times")]
    public void Wrong_times_are_refused_by_their_option(string arguments, string message)
    {
        Assert.Equal(ExitCode.BadInput, _command.Run(["schedule", "next", .. arguments.Split('|')]));

        Assert.Contains(message, _command.Error);
        Assert.Empty(_command.Output);
    }

    [Theory]
    [InlineData("--every|1h", "say what runs")]
    [InlineData("--every|1h|--recipe|a|--script|b", "say what runs")]
    [InlineData("--every|1h|--recipe|a|--argument|b", "a recipe's is name=value")]
    [InlineData("--every|1h|--prompt|a|--argument|b=c", "--argument: is for a recipe or a script")]
    public void What_is_to_run_must_be_said_once(string arguments, string message)
    {
        Assert.Equal(ExitCode.BadInput, _command.Run(["schedule", "add", "dawn", .. arguments.Split('|')]));

        Assert.Contains(message, _command.Error);
    }

    [Fact]
    public async Task A_schedule_lives_on_a_server_from_its_making_to_its_removal()
    {
        await using var run = await ServerRun.StartAsync();

        Assert.Contains(
            "job dawn", run.Do("schedule", "add", "dawn", "--cron", "0 7 * * *", "--zone", "Europe/Berlin", "--prompt", "a lighthouse"));
        Assert.Contains("0 7 * * *", run.Do("schedule", "list"));
        Assert.Contains("07:00:00 +0", run.Do("schedule", "next", "dawn", "--count", "1"));
        Assert.Contains("waiting", run.Do("schedule", "run", "dawn"));
        Assert.Contains("manual", run.Do("schedule", "history", "dawn"));
        Assert.Contains("paused", run.Do("schedule", "pause", "dawn"));
        Assert.DoesNotContain("paused", run.Do("schedule", "resume", "dawn"));
        Assert.Equal("", run.Do("schedule", "remove", "dawn"));
        Assert.Equal(
            "schedule:dawn",
            (await run.Server.Services.GetRequiredService<IRunStore>().ListAsync(new RunFilter(10), default)).Single().Trigger);

        Assert.NotEqual(ExitCode.Ok, run.Try("schedule", "next", "dawn"));
        Assert.Contains("there is no schedule named 'dawn'", run.Command.Error);
    }
}
