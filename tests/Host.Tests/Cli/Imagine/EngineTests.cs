using System.Diagnostics;
using System.Text.Json;
using Atelier.Host.Cli;
using Atelier.Support;

namespace Atelier.Host.Tests.Cli.Imagine;

/// <summary>The whole way, with the model that ships, in processes of their own.</summary>
public sealed class EngineTests : IDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("atelier-imagine-");

    public void Dispose() => _home.Delete(recursive: true);

    [Fact]
    public async Task A_picture_is_made_again_byte_for_byte_from_its_own_file()
    {
        var first = await RunAsync("imagine", "a red house at dusk", "--steps", "2", "--seed", "42", "--out", PathOf("a.png"), "--quiet");
        Assert.Equal((ExitCode.Ok, ""), (first.ExitCode, first.Error));

        var second = await RunAsync("imagine", "--from", PathOf("a.png"), "--out", PathOf("b.png"), "--json");

        Assert.Equal((ExitCode.Ok, ""), (second.ExitCode, second.Error));
        Assert.Equal(File.ReadAllBytes(PathOf("a.png")), File.ReadAllBytes(PathOf("b.png")));
        using var report = JsonDocument.Parse(second.Output);
        var recipe = report.RootElement.GetProperty("pictures")[0].GetProperty("recipe");
        Assert.Equal(
            ("a red house at dusk", 2, 42),
            (recipe.GetProperty("prompt").GetString(), recipe.GetProperty("steps").GetInt32(), recipe.GetProperty("seed").GetInt32()));
    }

    [Fact]
    public async Task A_signal_to_end_ends_it_within_a_step_and_leaves_no_file()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var process =
            AtelierProcess.Start(
                Golden.RepositoryRoot, "imagine", "a red house", "--steps", "150", "--count", "20", "--out", PathOf("many.png"));
        while (await process.StandardError.ReadLineAsync() is { } line && line != "sample")
        {
        }

        // Not SIGINT: what is started in the background of a shell ignores that.
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token);

        Assert.Equal(ExitCode.Cancelled, process.ExitCode);
        Assert.EndsWith("atelier: cancelled" + Environment.NewLine, await error);
        Assert.Empty(_home.GetFileSystemInfos());
    }

    [Fact]
    public async Task A_file_that_is_no_picture_is_bad_input()
    {
        File.WriteAllText(PathOf("a.png"), "words");

        var (exitCode, output, error) = await RunAsync("imagine", "--from", PathOf("a.png"));

        Assert.Equal((ExitCode.BadInput, ""), (exitCode, output));
        Assert.StartsWith("atelier: --from: ", error);
        Assert.Equal(1, error.Count(letter => letter == '\n'));
    }

    private string PathOf(string name) => Path.Combine(_home.FullName, name);

    private static Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments) =>
        AtelierProcess.RunAsync(Golden.RepositoryRoot, arguments);
}
