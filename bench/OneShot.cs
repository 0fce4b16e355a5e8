using System.CommandLine;

namespace Atelier.Bench;

/// <summary>
/// Claim: a picture from the starter model takes at most 2 s on two cores, from the start of the process to the PNG, with 20 steps. Cold is
/// after the page cache was dropped, where that is allowed (root on Linux).
/// </summary>
internal static class OneShot
{
    private const int Steps = 20;
    private const double Promise = 2;

    public static Command Command()
    {
        var program =
            new Option<string>("--program") { Description = "The atelier command.", DefaultValueFactory = _ => AtelierProcess.Program };
        var runs = new Option<int>("--runs") { Description = "Warm runs.", DefaultValueFactory = _ => 5 };
        var command = new Command("one-shot", $"From the start of `atelier imagine` to its end, over the promised {Promise} s: starter model, {Steps} steps.")
        {
            program,
            runs,
        };
        command.SetAction(result => Run(result.GetValue(program)!, result.GetValue(runs)));
        return command;
    }

    private static void Run(string program, int count)
    {
        AtelierProcess Imagine() => AtelierProcess.Imagine(program, "a sailboat on the sea at noon", "--steps", $"{Steps}", "--seed", "1");
        var dropped = DropPageCache();
        var first = Imagine();
        var runs = Enumerable.Range(0, count).Select(_ => Imagine()).ToArray();
        var warm = Measure.Median(runs.Select(run => run.Seconds));
        Console.WriteLine($"""
            cold / the promised {Promise} s   {first.Seconds / Promise:f2}{(dropped ? "" : "   (the page cache could not be dropped: warm)")}
            warm / the promised {Promise} s   {warm / Promise:f2}   {warm:f2} s, median of {string.Join(", ", runs.Select(run => run.Seconds.ToString("f2")))}
            processor time       {Measure.Median(runs.Select(run => run.ProcessorSeconds)):f2} s
            """);
        foreach (var stage in runs[0].Timings.Keys)
        {
            Console.WriteLine($"  {stage,-18} {Measure.Median(runs.Select(run => run.Timings[stage])):f2} s");
        }
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
