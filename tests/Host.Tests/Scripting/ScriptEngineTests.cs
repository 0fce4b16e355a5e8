using Atelier.Host.Scripting;
using Atelier.Jobs;

namespace Atelier.Host.Tests.Scripting;

public sealed class ScriptEngineTests(SomeScripts scripts) : IClassFixture<SomeScripts>
{
    [Fact]
    public async Task A_script_says_lines_sees_its_arguments_and_returns_a_result()
    {
        var run = await scripts.RunAsync(
            """
            #!/usr/bin/env -S atelier run
            WriteLine($"hello {Args[0]}");
            Write("one "); Write("line"); WriteLine();
            Log.Warning("careful");
            Console.Error.WriteLine("oh");
            await Task.Delay(1);
            return new { Sum = Args.Option("scale", 1) + 1 };
            """,
            arguments: ["world", "--scale", "2"]);

        Assert.Equal(JobState.Succeeded, run.End.State);
        Assert.Equal("""{"sum":3}""", run.End.Result);
        Assert.Equal([("info", "hello world"), ("info", "one line"), ("warning", "careful"), ("error", "oh")], run.Lines);
    }

    [Fact]
    public async Task Lines_come_while_the_script_runs()
    {
        using var stop = new CancellationTokenSource();
        var run = await scripts.RunAsync(
            "WriteLine(\"first\"); await Task.Delay(-1, Cancellation);", said: line => stop.Cancel(), cancellation: stop.Token);

        Assert.Equal(["first"], run.Texts);
        Assert.Equal(JobState.Canceled, run.End.State);
    }

    [Fact]
    public async Task An_exception_names_the_lines_of_the_script_and_nothing_else()
    {
        scripts.Write("parts.csx", "int Divide(int by)\n{\n    return 1 / by;\n}\n");
        var run = await scripts.RunAsync(
            """
            #load "parts.csx"
            async Task Work()
            {
                await Task.Yield();
                Divide(0);
            }
            await Work();
            """);

        Assert.Equal(ScriptErrors.Failed, run.End.Error!.Code);
        Assert.Equal("parts.csx:3", run.End.Error.Field);
        Assert.Equal("parts.csx:3: DivideByZeroException: Attempted to divide by zero.", run.End.Error.Message);
        Assert.Equal(
            ["DivideByZeroException: Attempted to divide by zero.", "   at Divide in parts.csx:3", "   at Work in script.csx:5",
                "   at script.csx:7"],
            run.Texts);
    }

    [Fact]
    public async Task What_does_not_compile_does_not_run_and_says_where()
    {
        var run = await scripts.RunAsync("WriteLine(1);\nint x = \"one\";");

        Assert.Equal(ScriptErrors.Compile, run.End.Error!.Code);
        Assert.Equal("script.csx:2", run.End.Error.Field);
        Assert.StartsWith("script.csx(2,9): error CS0029", run.End.Error.Message, StringComparison.Ordinal);
        Assert.Equal([("error", run.End.Error.Message)], run.Lines);
    }

    [Fact]
    public async Task A_script_that_is_cancelled_may_put_things_in_order()
    {
        using var stop = new CancellationTokenSource();
        var run = await scripts.RunAsync(
            "try { WriteLine(\"begun\"); await Task.Delay(-1, Cancellation); } finally { WriteLine(\"tidied\"); }",
            said: line => stop.Cancel(), cancellation: stop.Token);

        Assert.Equal(JobState.Canceled, run.End.State);
        Assert.Equal(["begun", "tidied"], run.Texts);
    }

    [Fact]
    public async Task A_script_that_ends_its_process_is_over_with_that_exit_code()
    {
        var good = await scripts.RunAsync("WriteLine(\"bye\"); Environment.Exit(0);");
        var bad = await scripts.RunAsync("Environment.Exit(3);");

        Assert.Equal(JobState.Succeeded, good.End.State);
        Assert.Equal(["bye"], good.Texts);
        Assert.Equal((ScriptErrors.Exit, "it ended itself with exit code 3"), (bad.End.Error!.Code, bad.End.Error.Message));
    }

    [Fact]
    public async Task An_exception_on_another_thread_ends_the_script_and_says_so()
    {
        var run = await scripts.RunAsync("new System.Threading.Thread(() => throw new Exception(\"lost\")).Start(); await Task.Delay(-1);");

        Assert.Equal(ScriptErrors.Crashed, run.End.Error!.Code);
        Assert.Contains("lost", run.End.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_it_starts_may_print_too_and_has_an_empty_folder()
    {
        var run = await scripts.RunAsync(
            """
            WriteLine(Directory.GetFileSystemEntries(".").Length);
            File.WriteAllText("left.txt", "x");
            await Process.Start("echo", "from a process").WaitForExitAsync();
            await Task.Delay(200);
            """);
        var next = await scripts.RunAsync("return Directory.GetFileSystemEntries(\".\").Length;");

        // What it prints itself and what a process prints come by two ways.
        Assert.Equal(["0", "from a process"], run.Texts.Order(StringComparer.Ordinal));
        Assert.Equal("0", next.End.Result);
    }

    [Fact]
    public async Task One_that_says_too_much_is_cut_and_goes_on()
    {
        var run = await scripts.RunAsync($"for (var i = 0; i < {OutputBudget.MostLines + 1000}; i++) WriteLine(i); return 1;");

        Assert.Equal("1", run.End.Result);
        Assert.Equal(OutputBudget.MostLines + 1, run.Lines.Count);
        Assert.Equal("warning", run.Lines[^1].Level);
    }
}
