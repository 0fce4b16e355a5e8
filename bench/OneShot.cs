using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;

namespace Atelier.Bench;

/// <summary>
/// Claim: <c>atelier imagine</c> takes at most 2 s on two cores from process start to PNG, with the starter model at 20 steps. Cold is after the
/// files it reads were dropped from the page cache, where that is allowed.
/// </summary>
internal static class OneShot
{
    private const double Promise = 2;

    public static Command Command()
    {
        var runs = new Option<int>("--runs") { Description = "Warm runs.", DefaultValueFactory = _ => 7 };
        var command = new Command("one-shot", "From process start to PNG with the starter model, cold and warm, over the promised 2 s.") { runs };
        command.SetAction(result => Run(result.GetValue(runs)));
        return command;
    }

    private static void Run(int runs)
    {
        var folder = Directory.CreateTempSubdirectory("atelier-bench-");
        try
        {
            var dropped = DropPageCache();
            var cold = Imagine(folder.FullName);
            var warm = Enumerable.Range(0, runs).Select(_ => Imagine(folder.FullName)).ToArray();
            Console.WriteLine("one `atelier imagine` at 20 steps, as a share of the promised 2 s (below 1 holds it)");
            Console.WriteLine($"  {(dropped ? "cold" : "first (the page cache may not be dropped here)")}   {cold.Seconds / Promise:0.00}");
            Console.WriteLine($"  warm, median of {runs}   {Measure.Median(warm.Select(run => run.Seconds)) / Promise:0.00}");
            Console.WriteLine($"  warm, fastest   {warm.Min(run => run.Seconds) / Promise:0.00}");
            foreach (var stage in warm[0].Stages.Keys)
            {
                Console.WriteLine($"    {stage,-8} {Measure.Median(warm.Select(run => run.Stages[stage])) / Promise:0.00}");
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static (double Seconds, Dictionary<string, double> Stages) Imagine(string folder)
    {
        var program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "atelier.exe" : "atelier");
        string[] arguments = ["imagine", "a sailboat on the sea at noon", "--model", "starter", "--steps", "20", "--seed", "1", "--out", folder, "--json"];
        using var process = new Process { StartInfo = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true } };
        var output = "";
        var seconds = Measure.Seconds(() =>
        {
            process.Start();
            output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
        });
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"atelier imagine ended with {process.ExitCode}: nothing was measured.");
        }

        using var report = JsonDocument.Parse(output);
        return (seconds, report.RootElement.GetProperty("timings").EnumerateObject().ToDictionary(stage => stage.Name, stage => stage.Value.GetDouble()));
    }

    private static bool DropPageCache()
    {
        try
        {
            File.WriteAllText("/proc/sys/vm/drop_caches", "3");
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
