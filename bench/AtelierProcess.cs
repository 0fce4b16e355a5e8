using System.Diagnostics;
using System.Text.Json;

namespace Atelier.Bench;

/// <summary>One run of the command, from the start of its process to its end.</summary>
/// <param name="Seconds">Start to end.</param>
/// <param name="ProcessorSeconds">Of all its threads, as last seen.</param>
/// <param name="PeakBytes">Its resident memory at the most.</param>
/// <param name="Timings">What it says itself, in seconds.</param>
internal sealed record AtelierProcess(double Seconds, double ProcessorSeconds, long PeakBytes, IReadOnlyDictionary<string, double> Timings)
{
    public const string Program = "artifacts/bin/Host/release/atelier";
    private static readonly TimeSpan SamplePause = TimeSpan.FromMilliseconds(5);

    /// <summary>Runs <c>imagine</c> into a temporary file.</summary>
    /// <param name="program">The command's path.</param>
    /// <param name="arguments">What comes after <c>imagine</c>.</param>
    public static AtelierProcess Imagine(string program, params string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory("atelier-bench-");
        try
        {
            return Run(program, ["imagine", .. arguments, "--json", "--out", Path.Combine(folder.FullName, "picture.png")]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static AtelierProcess Run(string program, string[] arguments)
    {
        var start = Stopwatch.GetTimestamp();
        using var process =
            Process.Start(
                new ProcessStartInfo(Path.GetFullPath(program), arguments)
                {
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                })!;
        var answer = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        var (peak, processor) = (0L, TimeSpan.Zero);
        while (!process.WaitForExit(SamplePause))
        {
            (peak, processor) = Sample(process, peak, processor);
        }

        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"atelier imagine failed: {errors.GetAwaiter().GetResult().Trim()}");
        }

        using var json = JsonDocument.Parse(answer.GetAwaiter().GetResult());
        var timings = json.RootElement.GetProperty("timings").EnumerateObject()
            .ToDictionary(time => time.Name, time => time.Value.GetDouble());
        return new AtelierProcess(seconds, processor.TotalSeconds, peak, timings);
    }

    /// <summary>Linux forgets both when the process ends, so what is last seen counts.</summary>
    private static (long Peak, TimeSpan Processor) Sample(Process process, long peak, TimeSpan processor)
    {
        try
        {
            process.Refresh();
            return (Math.Max(peak, process.PeakWorkingSet64), process.TotalProcessorTime);
        }
        catch (InvalidOperationException)
        {
            // It ended in between.
            return (peak, processor);
        }
    }
}
