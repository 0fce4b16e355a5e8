using System.CommandLine;
using Atelier.Diffusion.Onnx;

namespace Atelier.Bench;

/// <summary>
/// Claim: each memory mode takes less than the one before it, and what it costs is time. A model of SD 1.5's size with random weights.
/// </summary>
internal static class MemoryModes
{
    public static Command Command()
    {
        var half = new Option<bool>("--half") { Description = "Store the weights in half precision, as most models are." };
        var size = new Option<int>("--size") { Description = "Pixels a side.", DefaultValueFactory = _ => 512 };
        var steps = new Option<int>("--steps") { Description = "Steps of a generation.", DefaultValueFactory = _ => 2 };
        var program =
            new Option<string>("--program") { Description = "The atelier command.", DefaultValueFactory = _ => AtelierProcess.Program };
        var command = new Command("memory-modes", "The most memory and the time of a generation in each memory mode, SD 1.5's size.")
        {
            half,
            size,
            steps,
            program,
        };
        command.SetAction(result => Run(result.GetValue(half), result.GetValue(size), result.GetValue(steps), result.GetValue(program)!));
        return command;
    }

    private static void Run(bool half, int size, int steps, string program)
    {
        using var model = new RandomModel(half);
        Console.WriteLine(
            $"SD 1.5's size, weights stored in {(half ? "F16" : "F32")}, {model.WeightBytes / 1e9:f2} GB in F32; {size}×{size}, {steps} steps, from the process's start to its end");
        Console.WriteLine("mode     peak, GB   × the weights   seconds   × normal's   load encode sample decode");
        double? normal = null;
        foreach (var mode in MemoryMode.All)
        {
            var run = AtelierProcess.Imagine(
                program, "a red apple on a table", "--model", model.Folder, "--steps", $"{steps}", "--seed", "1", "--width", $"{size}",
                "--height", $"{size}", "--memory", mode.Name);
            normal ??= run.Seconds;
            var times = string.Join(
                ' ', new[] { "load", "encode", "sample", "decode" }.Select(stage => $"{run.Timings.GetValueOrDefault(stage),6:f1}"));
            Console.WriteLine(
                $"{mode.Name,-8} {run.PeakBytes / 1e9,8:f2} {run.PeakBytes / (double)model.WeightBytes,15:f2} {run.Seconds,9:f1} {run.Seconds / normal,12:f2}   {times}");
        }
    }
}
