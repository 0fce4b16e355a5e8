using System.CommandLine;
using Atelier.Diffusion.Graphs;
using Atelier.Diffusion.Onnx;

namespace Atelier.Bench;

/// <summary>
/// Claim: idle threads that sleep cost a small network little on a quiet machine, and idle threads that spin cost it much on a busy one.
/// </summary>
internal static class Spinning
{
    private const int Layers = 50;
    private const int Channels = 64;
    private const int Side = 32;
    private const int Rounds = 40;

    public static Command Command()
    {
        var command = new Command("spin", $"{Layers} small convolutions with threads that spin while idle, against threads that sleep.");
        command.SetAction(_ => Run());
        return command;
    }

    private static void Run()
    {
        var tensors = Enumerable.Range(0, Layers).SelectMany(i => ((string, int[])[])
            [($"layers.{i}.weight", [Channels, Channels, 3, 3]), ($"layers.{i}.bias", [Channels])]);
        using var weights = new RandomCheckpoint(tensors, half: false);
        using var sleeping = Load(weights, spin: false);
        using var spinning = Load(weights, spin: true);
        var x = TensorValue.Of(Enumerable.Repeat(0.5f, 2 * Channels * Side * Side).ToArray(), 2, Channels, Side, Side);
        var inputs = new Dictionary<string, TensorValue> { ["x"] = x };
        var ratios = Enumerable.Range(0, Rounds)
            .Select(_ => Measure.Seconds(() => spinning.Run(inputs)) / Measure.Seconds(() => sleeping.Run(inputs)))
            .ToArray();
        Console.WriteLine(
            $"spinning takes {Measure.Median(ratios):f2} × the time of sleeping, median of {Rounds} (quarters {ratios.Order().ElementAt(Rounds / 4):f2} to {ratios.Order().ElementAt(3 * Rounds / 4):f2})");
    }

    private static IModelSession Load(RandomCheckpoint weights, bool spin)
    {
        var graph = new GraphBuilder("small_convolutions", weights);
        var x = graph.Input("x", ElementType.Float, "batch", Channels, "height", "width");
        for (var i = 0; i < Layers; i++)
        {
            var layer = graph.Root["layers", i];
            x = layer.Silu(layer.Conv(x, Channels, Channels));
        }

        graph.Output("y", x, "batch", Channels, "height", "width");
        return new SessionFactory(new OnnxRuntimeOptions { Spin = spin }).Create(graph.Build());
    }
}
