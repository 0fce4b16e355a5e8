using Atelier.Host.Cli;
using Atelier.Support;

namespace Atelier.Host.Tests.Cli.Models;

public sealed class ModelsCommandTests : IDisposable
{
    private readonly CommandRun _command = new();

    public ModelsCommandTests()
    {
        _command.Environment["ATELIER_FOLDERS__MODELS"] = Directory.CreateDirectory(Path.Combine(_command.Home, "models")).FullName;
        File.WriteAllText(Path.Combine(_command.Home, "models", "broken.safetensors"), "{");
    }

    public void Dispose() => _command.Dispose();

    [Fact]
    public void A_model_that_cannot_be_used_is_listed_with_the_reason()
    {
        Assert.Equal(ExitCode.Ok, _command.Run("models", "list"));

        Assert.Matches("(?m)^broken +invalid: truncated", _command.Output);
    }

    [Fact]
    public void Inspecting_a_model_that_cannot_be_used_says_why_and_fails()
    {
        Assert.Equal(ExitCode.Failed, _command.Run("models", "inspect", "broken"));

        Assert.Matches("(?m)^State +invalid: truncated", _command.Output);
    }

    [Fact]
    public void The_model_that_ships_is_ready()
    {
        Assert.Equal(ExitCode.Ok, _command.Run("models", "inspect", Path.Combine(Golden.RepositoryRoot, "models", "starter")));

        Assert.Matches("(?m)^State +ready$", _command.Output);
        Assert.Matches("(?m)^Kind +diffusers folder$", _command.Output);
        Assert.Matches("(?m)^unet +[0-9.]+ M parameters, F16, [0-9.]+ MB$", _command.Output);
        Assert.Matches("(?m)^SHA-256 +[0-9a-f]{64}$", _command.Output);
    }

    [Fact]
    public void An_unknown_model_is_bad_input()
    {
        Assert.Equal(ExitCode.BadInput, _command.Run("models", "inspect", "nothing"));

        Assert.StartsWith("atelier: --model: 'nothing' is not known", _command.Error);
    }
}
