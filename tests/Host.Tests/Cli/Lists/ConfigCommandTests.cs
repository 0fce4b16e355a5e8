using System.Text.Json;
using System.Text.RegularExpressions;
using Atelier.Host.Cli;
using Atelier.Host.Configuration;

namespace Atelier.Host.Tests.Cli.Lists;

public sealed class ConfigCommandTests : IDisposable
{
    private readonly CommandRun _command = new();

    public void Dispose() => _command.Dispose();

    [Fact]
    public void Every_setting_is_shown_with_where_it_comes_from()
    {
        var file = Path.Combine(_command.Home, "atelier.json");
        File.WriteAllText(file, """{ "limits": { "steps": 30 } }""");
        _command.Environment["ATELIER_SERVER__KEEPBYTES"] = "5GB";

        Assert.Equal(ExitCode.Ok, _command.Run("config", "--server:grace", "1m"));

        Assert.Equal(Setting.All.Count + 1, _command.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Matches($@"(?m)^limits\.steps +30 +{Regex.Escape(file)}$", _command.Output);
        Assert.Matches(@"(?m)^server\.keepBytes +5GB +ATELIER_SERVER__KEEPBYTES$", _command.Output);
        Assert.Matches(@"(?m)^server\.grace +1m +--server:grace$", _command.Output);
        Assert.Matches(@"(?m)^server\.keepAge +none +default$", _command.Output);
    }

    [Fact]
    public void Settings_that_contradict_each_other_are_refused()
    {
        Assert.Equal(ExitCode.BadInput, _command.Run("config", "--server:heartbeat=29s"));

        Assert.StartsWith("atelier: server.heartbeat: 29s is too long", _command.Error);
    }

    [Fact]
    public void The_schema_describes_every_setting()
    {
        Assert.Equal(ExitCode.Ok, _command.Run("config", "--schema"));

        using var schema = JsonDocument.Parse(_command.Output);
        foreach (var setting in Setting.All)
        {
            var element = schema.RootElement;
            foreach (var name in setting.Key.Split('.'))
            {
                element = element.GetProperty("properties").GetProperty(name);
            }

            Assert.Equal(setting.Description, element.GetProperty("description").GetString());
        }
    }
}
