using System.CommandLine;

namespace Atelier.Bench;

/// <summary>Claim: a picture from the starter model takes at most 2 s on two cores, from the start of the process to the PNG, with 20 steps.</summary>
internal static class OneShot
{
    private const int Steps = 20;

    public static Command Command()
    {
        var program = new Option<string>("--program") { Description = "The atelier command.", DefaultValueFactory = _ => AtelierProcess.Program };
        var runs = new Option<int>("--runs") { Description = "Measured runs, after one that warms the disk's cache.", DefaultValueFactory = _ => 5 };
        var command = new Command("one-shot", $"Seconds from the start of `atelier imagine` to its end: starter model, {Steps} steps.") { program, runs };
        command.SetAction(result => Run(result.GetValue(program)!, result.GetValue(runs)));
        return command;
    }

    private static void Run(string program, int count)
    {
        AtelierProcess Imagine() => AtelierProcess.Imagine(program, "a red apple on a table", "--steps", $"{Steps}", "--seed", "1");
        Imagine();
        var runs = Enumerable.Range(0, count).Select(_ => Imagine()).ToArray();
        Console.WriteLine($"process start to end  {Measure.Median(runs.Select(run => run.Seconds)):f2} s, median of {string.Join(", ", runs.Select(run => run.Seconds.ToString("f2")))}");
        Console.WriteLine($"processor time        {Measure.Median(runs.Select(run => run.ProcessorSeconds)):f2} s");
        foreach (var stage in runs[0].Timings.Keys)
        {
            Console.WriteLine($"  {stage,-20}{Measure.Median(runs.Select(run => run.Timings[stage])):f2} s");
        }
    }
}
