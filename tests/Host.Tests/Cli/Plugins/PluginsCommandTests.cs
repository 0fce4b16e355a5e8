using Atelier.Host.Cli;

namespace Atelier.Host.Tests.Cli.Plugins;

public sealed class PluginsCommandTests : IDisposable
{
    private readonly CommandRun _command = new();

    public void Dispose() => _command.Dispose();

    [Fact]
    public void A_check_tells_all_that_is_wrong_and_fails()
    {
        Assert.Equal(ExitCode.Failed, _command.Run("plugins", "check", _command.AddPlugin("ThrowingConstructor")));

        Assert.Equal(
            """
            Check      Result  Detail
            manifest   ok      throwing-constructor 1.0.0, for plugin API 1.0
            loading    wrong   InvalidOperationException: no licence was found
            unloading  ok      it is gone from memory

            """,
            _command.Output);
    }

    [Fact]
    public void A_plugin_that_runs_in_the_server_is_listed_with_its_front_ends_and_brings_nothing_to_generations()
    {
        _command.AddPlugin("Echo");

        Assert.Equal(ExitCode.Ok, _command.Run("plugins", "list"));

        Assert.Contains(
            _command.Output.Split('\n'),
            line => line.StartsWith("echo", StringComparison.Ordinal) && line.Contains("active", StringComparison.Ordinal)
            && line.Contains("1 front end", StringComparison.Ordinal)
            && line.Contains("Says back what it is told.", StringComparison.Ordinal));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_bad_input() => Assert.Equal(ExitCode.BadInput, _command.Run("plugins", "check", "nowhere"));

    [Fact]
    public void The_folder_with_the_contracts_is_printed()
    {
        Assert.Equal(ExitCode.Ok, _command.Run("plugins", "sdk"));

        Assert.Equal(Path.Combine(AppContext.BaseDirectory, "sdk"), _command.Output.TrimEnd());
    }
}
