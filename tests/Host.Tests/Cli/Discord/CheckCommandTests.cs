using System.Text.Json.Nodes;
using Atelier.Host.Cli;

namespace Atelier.Host.Tests.Cli.Discord;

public sealed class CheckCommandTests : IDisposable
{
    private readonly CommandRun _command = new();

    // Whoever has a token in their shell does not want tests to use it.
    public CheckCommandTests() => Environment.SetEnvironmentVariable("DISCORD_TOKEN", null);

    public void Dispose() => _command.Dispose();

    [Fact]
    public void What_is_wrong_is_told_in_lines_and_the_command_fails()
    {
        _command.AddPlugin("DiscordBot");

        Assert.Equal(ExitCode.Failed, _command.Run("discord", "check"));

        var lines = _command.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.Matches("^token +wrong +there is none in env:DISCORD_TOKEN: at https://discord.com/developers/applications ", lines[1]);
    }

    [Fact]
    public void Programs_read_it_as_JSON()
    {
        _command.AddPlugin("DiscordBot");

        Assert.Equal(ExitCode.Failed, _command.Run("discord", "check", "--json"));

        var finding = Assert.Single(JsonNode.Parse(_command.Output)!.AsArray())!;
        Assert.Equal(("token", "wrong"), ((string)finding["check"]!, (string)finding["result"]!));
    }

    [Fact]
    public void Without_the_plugin_it_says_what_is_missing()
    {
        Assert.Equal(ExitCode.BadInput, _command.Run("discord", "check"));

        Assert.Contains("there is no plugin 'discord'", _command.Error);
    }
}
