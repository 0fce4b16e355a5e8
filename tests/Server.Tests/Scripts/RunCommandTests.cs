using System.Text.Json;

namespace Atelier.Server.Tests.Scripts;

/// <summary><c>atelier run</c> as a user sees it.</summary>
public sealed class RunCommandTests : IDisposable
{
    private readonly ScriptCommand _command = new();

    [Fact]
    public async Task A_first_script_makes_pictures_with_a_server_of_its_own_that_leaves_nothing()
    {
        (await _command.RunAsync(null, "--init")).Succeeded();
        var script = _command.Write("two.csx", """
            #load "atelier.csx"
            var pictures = await Imagine(Args[0], steps: 2, count: 2);
            Log.Info(await Models.ListAsync() is { Count: > 0 } ? "models" : "no models");
            Log.Info(string.Join(" ", (await pictures.SaveAsync("two.png")).Select(Path.GetFileName)));
            return new { pictures[0].Prompt };
            """);

        var result = (await _command.RunAsync(null, script, "a red house")).Succeeded();

        Assert.Equal(["models", "two-1.png two-2.png"], result.Output.ReplaceLineEndings("\n").TrimEnd().Split('\n'));
        Assert.True(new FileInfo(_command["two-1.png"]).Length > 1000);
        Assert.Equal(["atelier.csx", "hello.csx", "omnisharp.json", "two-1.png", "two-2.png", "two.csx"],
            Directory.GetFileSystemEntries(_command.Home).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_does_not_compile_is_said_with_file_line_and_column_and_exit_code_2()
    {
        var script = _command.Write("bad.csx", "var x = 1;\nImagin(\"a\");\n");

        var run = await _command.RunAsync(null, script);
        var check = await _command.RunAsync(null, "--check", script);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Equal("bad.csx(2,1): error CS0103: The name 'Imagin' does not exist in the current context", run.Error.Trim());
        Assert.Equal((2, run.Error), (check.ExitCode, check.Error));
        _command.Write("good.csx", "Log.Info(1);");
        Assert.Equal("good.csx compiles", (await _command.RunAsync(null, "--check", "good.csx")).Succeeded().Output.Trim());
    }

    [Fact]
    public async Task What_it_throws_is_said_with_its_line_and_arguments_that_look_like_ours_are_the_script_s()
    {
        var script = _command.Write("throws.csx", "Log.Info(string.Join(\" \", Args));\nawait Imagine(\"a fox\", width: 65);\n");

        var result = await _command.RunAsync(null, script, "--json", "--server", "x", "--limits:steps");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal("--json --server x --limits:steps", result.Output.Trim());
        Assert.Contains("width: 65 is not possible", result.Error);
        Assert.Contains("at throws.csx:2", result.Error);
    }

    [Fact]
    public async Task With_json_one_document_comes_out()
    {
        var script = _command.Write("answer.csx", "Log.Info(\"beside\");\nreturn new { Answer = 42 };\n");

        var result = (await _command.RunAsync(null, "--json", script)).Succeeded();

        var document = JsonElement.Parse(result.Output);
        Assert.Equal(
            ("succeeded", 42),
            (document.GetProperty("state").GetString(), document.GetProperty("result").GetProperty("answer").GetInt32()));
        Assert.Contains("beside", result.Error);
    }

    [Fact]
    public async Task A_signal_to_end_ends_it_as_Ctrl_C_does()
    {
        var script = _command.Write("waits.csx", "Log.Info(\"waiting\");\nawait Task.Delay(TimeSpan.FromMinutes(10), Cancellation);\n");
        using var process = _command.Start(null, script);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        Assert.Equal("waiting", await process.StandardOutput.ReadLineAsync(patience.Token));

        // Not SIGINT: what is started in the background of a shell ignores that.
        Signals.Send("TERM", process.Id);
        await process.WaitForExitAsync(patience.Token);

        Assert.Equal(130, process.ExitCode);
        Assert.Equal("atelier: cancelled", (await process.StandardError.ReadToEndAsync(patience.Token)).Trim());
    }

    [Fact]
    public async Task A_time_that_is_over_is_said()
    {
        var script = _command.Write("hangs.csx", "while (true) { }");

        var result = await _command.RunAsync(null, "--timeout", "2s", script);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("hangs.csx: it took longer than 2s", result.Error);
    }

    public void Dispose() => _command.Dispose();
}
