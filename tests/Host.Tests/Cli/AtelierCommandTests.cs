using Atelier.Host.Cli;

namespace Atelier.Host.Tests.Cli;

public sealed class AtelierCommandTests : IDisposable
{
    private readonly CommandRun _command = new();

    public void Dispose() => _command.Dispose();

    [Fact]
    public void Help_lists_the_commands()
    {
        Assert.Equal(ExitCode.Ok, _command.Run("--help"));

        foreach (var name in (string[])["imagine", "models", "plugins", "samplers", "schedules", "info"])
        {
            Assert.Contains($"\n  {name} ", _command.Output);
        }
    }

    [Theory]
    [InlineData("'imagin' is not a command of atelier (did you mean 'imagine'?); see atelier --help", "imagin")]
    [InlineData("'lst' is not a command of atelier plugins (did you mean 'list'?); see atelier plugins --help", "plugins", "lst")]
    [InlineData("atelier plugins needs a command: list, check, sdk; see atelier plugins --help", "plugins")]
    [InlineData("'--jsn' is not an option of atelier samplers (did you mean '--json'?); see atelier samplers --help", "samplers", "--jsn")]
    public void A_command_that_is_not_there_is_answered_with_the_nearest(string problem, params string[] arguments)
    {
        Assert.Equal(ExitCode.BadInput, _command.Run(arguments));

        Assert.Equal(("", $"atelier: {problem}\n"), (_command.Output, _command.Error));
    }

    [Theory]
    [InlineData("low", "--memory", "low")]
    [InlineData("lowest", "--memory=lowest")]
    [InlineData("low", "--runtime:memory=low")]
    [InlineData("normal")]
    public void The_memory_mode_is_set_for_any_command_and_shown(string mode, params string[] setting)
    {
        Assert.Equal(ExitCode.Ok, _command.Run(["info", .. setting]));
        Assert.Matches($"(?m)^Memory mode +{mode}$", _command.Output);
    }

    [Theory]
    [InlineData("--memory: runtime.memory: 'tiny' is not possible; it must be normal, low or lowest", "--memory", "tiny")]
    [InlineData("--memory needs a value", "--memory")]
    [InlineData("--device: runtime.provider: 'tpu' is not possible; it must be cpu or cuda", "--device=tpu")]
    public void A_short_setting_that_does_not_fit_is_named_as_it_was_written(string problem, params string[] setting)
    {
        Assert.Equal(ExitCode.BadInput, _command.Run(["info", .. setting]));
        Assert.Equal($"atelier: {problem}\n", _command.Error);
    }

    [Fact]
    public void A_wrong_setting_is_an_error_that_names_it()
    {
        _command.Environment["ATELIER_LIMITS__STEPS"] = "lots";

        Assert.Equal(ExitCode.BadInput, _command.Run("info"));

        Assert.Equal(
            "atelier: ATELIER_LIMITS__STEPS: limits.steps: 'lots' is not possible; it must be a whole number from 1 to 10000\n",
            _command.Error);
    }
}
