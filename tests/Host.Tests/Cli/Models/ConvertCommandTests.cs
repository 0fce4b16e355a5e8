using System.Text.Json;
using Atelier.Host.Cli;
using Atelier.Support;

namespace Atelier.Host.Tests.Cli.Models;

public sealed class ConvertCommandTests : IDisposable
{
    private static readonly string Starter = Path.Combine(Golden.RepositoryRoot, "models", "starter");
    private readonly CommandRun _command = new();
    private readonly string _models;

    public ConvertCommandTests()
    {
        _models = Directory.CreateDirectory(Path.Combine(_command.Home, "models")).FullName;
        _command.Environment["ATELIER_FOLDERS__MODELS"] = _models;
    }

    public void Dispose() => _command.Dispose();

    [Fact]
    public void A_model_becomes_another_of_the_models_folder_that_is_ready()
    {
        Assert.Equal(ExitCode.Ok, Convert("--precision", "int8", "--no-measure"));

        Assert.Matches("(?m)^starter-int8 +ready +[0-9.]+ MB +0\\.[0-9]{2}", _command.Output);
        Assert.Contains("100 % of", _command.Error);
        Assert.Equal(ExitCode.Ok, _command.Run("models", "inspect", "starter-int8"));
        Assert.Matches("(?m)^State +ready$", _command.Output);
        Assert.Matches("(?m)^unet +[0-9.]+ M parameters, .*int8", _command.Output);
    }

    [Fact]
    public void The_model_s_card_says_what_it_came_from_and_keeps_the_source_s()
    {
        Convert("--precision", "fp32", "--no-measure");
        var card = File.ReadAllText(Path.Combine(_models, "starter-fp32", "README.md"));
        Assert.StartsWith("# starter-fp32\n", card);
        Assert.Contains("| unet | F16 | F32 |", card);
        Assert.DoesNotContain("time of a step", card);
        Assert.Equal(
            File.ReadAllText(Path.Combine(Starter, "README.md")),
            File.ReadAllText(Path.Combine(_models, "starter-fp32", "README.source.md")));
    }

    [Fact]
    public void Measured_it_says_what_the_conversion_comes_to()
    {
        Assert.Equal(ExitCode.Ok, Convert("--precision", "int4", "--components", "unet", "--json"));

        Assert.Equal("", _command.Error);
        using var json = JsonDocument.Parse(_command.Output);
        var row = json.RootElement.EnumerateArray().Single();
        Assert.Equal("starter-int4", row.GetProperty("model").GetString());
        Assert.InRange(Number("error"), 1e-6, 0.5);
        Assert.InRange(Number("step"), 0.01, 100);
        Assert.Equal(Path.Combine(_models, "starter-int4"), row.GetProperty("path").GetString());
        Assert.Contains("time of a step", File.ReadAllText(Path.Combine(_models, "starter-int4", "README.md")));

        double Number(string name) => double.Parse(row.GetProperty(name).GetString()!, System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Components_that_are_not_named_stay_as_they_are()
    {
        Convert("--precision", "fp32", "--components", "vae", "--no-measure");
        var (text, vae) = (Path.Combine("text_encoder", "model.safetensors"), Path.Combine("vae", "diffusion_pytorch_model.safetensors"));
        Assert.Equal(new FileInfo(Path.Combine(Starter, text)).Length, Of(text), 200.0);
        Assert.Equal(2.0 * new FileInfo(Path.Combine(Starter, vae)).Length, Of(vae), 20_000.0);

        double Of(string path) => new FileInfo(Path.Combine(_models, "starter-fp32", path)).Length;
    }

    [Theory]
    [InlineData("--precision: 'int3' is not known; known are fp32, fp16, bf16, int8 and int4", ExitCode.BadInput, "--precision", "int3")]
    [InlineData("there is no component 'unett'; starter has text_encoder, unet, vae", ExitCode.Failed, "--precision", "fp32",
        "--components", "unett")]
    [InlineData(
        "starter is a folder, and so must be what it becomes; name the target without .safetensors", ExitCode.Failed, "--precision", "fp32",
        "--output", "some.safetensors")]
    public void What_cannot_be_done_is_said_in_a_line_and_nothing_is_written(string problem, int code, params string[] arguments)
    {
        Assert.Equal(code, Convert(arguments));
        Assert.Equal($"atelier: {problem}\n", _command.Error);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_models));
    }

    [Fact]
    public void A_precision_must_be_named()
    {
        Assert.Equal(ExitCode.BadInput, Convert());
        Assert.Contains("--precision", _command.Error);
    }

    [Fact]
    public void What_is_there_is_replaced_only_by_force()
    {
        var there = Directory.CreateDirectory(Path.Combine(_models, "starter-fp16")).FullName;
        File.WriteAllText(Path.Combine(there, "mine.txt"), "mine");
        Assert.Equal(ExitCode.Failed, Convert("--precision", "fp16", "--no-measure"));
        Assert.Contains("starter-fp16 is there already; name another, or replace it with --force", _command.Error);
        Assert.True(File.Exists(Path.Combine(there, "mine.txt")));

        Assert.Equal(ExitCode.Ok, Convert("--precision", "fp16", "--no-measure", "--force"));

        Assert.False(File.Exists(Path.Combine(there, "mine.txt")));
    }

    [Fact]
    public void Cancelled_it_leaves_nothing_behind()
    {
        _command.Cancellation.Cancel();
        Assert.Equal(ExitCode.Cancelled, Convert("--precision", "fp32"));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_models));
    }

    private int Convert(params string[] arguments) => _command.Run(["models", "convert", Starter, .. arguments]);
}
