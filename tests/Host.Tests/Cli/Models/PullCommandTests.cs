using System.Text.Json;
using Atelier.Host.Cli;
using Atelier.Host.Tests.Downloads.Doubles;

namespace Atelier.Host.Tests.Cli.Models;

public sealed class PullCommandTests : IAsyncLifetime
{
    private readonly CommandRun _command = new();
    private HuggingFaceDouble _hub = null!;

    private string Models => Path.Combine(_command.Home, "models");

    public async Task InitializeAsync()
    {
        _hub = await HuggingFaceDouble.StartAsync();
        _hub.Offer("me/ships", new Dictionary<string, byte[]>
        {
            ["ships.safetensors"] = SmallModel.File(5000),
            ["README.md"] = "---\nlicense: creativeml-openrail-m\n---\n# Ships\nDraws ships."u8.ToArray(),
        });
        _command.Environment["HF_ENDPOINT"] = _hub.Url.ToString();
        _command.Environment["ATELIER_NETWORK__ALLOW"] = "127.0.0.1/32";
        _command.Environment["ATELIER_FOLDERS__MODELS"] = Models;
    }

    public async Task DisposeAsync()
    {
        _command.Dispose();
        await _hub.DisposeAsync();
    }

    [Fact]
    public void Card_and_terms_are_shown_and_nothing_is_fetched_unaccepted()
    {
        Assert.Equal(ExitCode.BadInput, _command.Run("models", "pull", "hf:me/ships"));

        Assert.Contains("Draws ships.", _command.Output);
        Assert.Matches("(?m)^Licence +CreativeML Open RAIL-M$", _command.Output);
        Assert.Matches("(?m)^Restriction +Uses that the licence lists", _command.Output);
        Assert.Equal(
            "atelier: nothing was fetched: read the model's licence and restrictions, and accept them with --yes\n", _command.Error);
        Assert.False(Directory.Exists(Models));
    }

    [Fact]
    public void An_accepted_model_is_fetched_and_inspect_tells_where_it_came_from()
    {
        Assert.Equal(ExitCode.Ok, _command.Run("models", "pull", "hf:me/ships", "--name", "boats", "--yes"));
        Assert.Contains("fetching boats.safetensors", _command.Error);
        Assert.True(File.Exists(Path.Combine(Models, "boats.safetensors")));

        _command.Run("models", "inspect", Path.Combine(Models, "boats.safetensors"));

        Assert.Matches($"(?m)^Source +hf:me/ships@main, revision {HuggingFaceDouble.Commit}$", _command.Output);
        Assert.Matches("(?m)^Licence +CreativeML Open RAIL-M$", _command.Output);
    }

    [Theory]
    [InlineData("y\n", ExitCode.Ok)]
    [InlineData("n\n", ExitCode.Cancelled)]
    [InlineData("\n", ExitCode.Cancelled)]
    [InlineData("", ExitCode.Cancelled)]
    public void A_person_is_asked(string answer, int exitCode)
    {
        _command.Input = answer;

        Assert.Equal(exitCode, _command.Run("models", "pull", "hf:me/ships"));

        Assert.StartsWith("Fetch it on these terms? [y/N] ", _command.Error);
        Assert.Equal(exitCode == ExitCode.Ok, File.Exists(Path.Combine(Models, "ships.safetensors")));
    }

    [Fact]
    public void A_model_that_is_there_is_replaced_only_when_said()
    {
        Assert.Equal(ExitCode.Ok, _command.Run("models", "pull", "hf:me/ships", "--yes"));

        Assert.Equal(ExitCode.BadInput, _command.Run("models", "pull", "hf:me/ships", "--yes"));
        Assert.Contains("there is a model ships already", _command.Error);

        Assert.Equal(ExitCode.Ok, _command.Run("models", "pull", "hf:me/ships", "--yes", "--replace"));
    }

    [Fact]
    public void As_JSON_only_the_result_is_printed()
    {
        Assert.Equal(ExitCode.Ok, _command.Run("models", "pull", "hf:me/ships", "--yes", "--json"));

        var row = JsonElement.Parse(_command.Output)[0];
        Assert.Equal(("ships", "hf:me/ships@main"), (row.GetProperty("model").GetString(), row.GetProperty("source").GetString()));
        Assert.Equal("", _command.Error);
    }

    [Theory]
    [InlineData(ExitCode.BadInput, "'ships' is no source; it must be hf:OWNER/NAME", "ships")]
    [InlineData(ExitCode.BadInput, "cannot be a model's name", "hf:me/ships", "--name", "../up")]
    [InlineData(ExitCode.BadInput, "'x.safetensors' is not among its", "hf:me/ships", "--file", "x.safetensors")]
    [InlineData(ExitCode.Failed, "has no such model", "hf:me/none")]
    public void What_cannot_be_fetched_is_said_in_one_line(int exitCode, string problem, params string[] arguments)
    {
        Assert.Equal(exitCode, _command.Run(["models", "pull", .. arguments, "--yes"]));

        Assert.Contains(problem, Assert.Single(_command.Error.TrimEnd().Split('\n')));
    }
}
