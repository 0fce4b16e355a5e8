using System.CommandLine;
using Atelier.Diffusion.Graphs;
using Atelier.Diffusion.Onnx;

namespace Atelier.Bench;

/// <summary>Claim: each layer is written with the operators that this runtime runs fastest on the CPU.</summary>
internal static class OperatorComparison
{
    public static Command Command()
    {
        var rounds =
            new Option<int>("--rounds") { Description = "Times each way runs, in turn with the others.", DefaultValueFactory = _ => 9 };
        var threads = new Option<int?>("--threads") { Description = "Default: physical cores." };
        var command = new Command("operators", "Ways to write the networks' layers, each as a ratio of the processor time of the way that is used.")
        {
            rounds,
            threads,
        };
        command.SetAction(result =>
        {
            foreach (var comparison in Comparisons.All())
            {
                Run(comparison, result.GetValue(rounds), new OnnxRuntimeOptions { Threads = result.GetValue(threads) });
            }
        });
        return command;
    }

    private static void Run(Comparison comparison, int rounds, OnnxRuntimeOptions options)
    {
        using var weights = new RandomCheckpoint(comparison.Weights, half: false);
        var sessions = comparison.Variants.Select(variant => Load(comparison, variant, weights, options)).ToArray();
        var inputs = Input(comparison.Input);
        var times = Enumerable.Range(0, rounds + 1)
            .Select(_ => sessions.Select(session => Measure.ProcessorSeconds(() => session.Run(inputs))).ToArray())
            .Skip(1)
            .ToArray();
        Console.WriteLine(comparison.Title);
        for (var i = 0; i < sessions.Length; i++)
        {
            var ratio = Measure.Median(times.Select(round => round[i] / round[0]));
            Console.WriteLine(
                $"  {ratio,5:f2}  {1e3 * Measure.Median(times.Select(round => round[i])),8:f1} ms  {comparison.Variants[i].Name}");
            sessions[i].Dispose();
        }
    }

    private static IModelSession Load(Comparison comparison, Variant variant, RandomCheckpoint weights, OnnxRuntimeOptions options)
    {
        var graph = new GraphBuilder("layer", weights);
        var x = graph.Input("x", ElementType.Float, [.. comparison.Input.Select((_, axis) => (Dimension)$"x{axis}")]);
        // Without a declared rank: the ways differ in how they shape the same numbers.
        graph.Output("y", graph.Root.Reshape(variant.Layer(graph.Root, x), -1), "count");
        return new SessionFactory(options with { Optimization = variant.Optimization }).Create(graph.Build());
    }

    private static Dictionary<string, TensorValue> Input(int[] shape)
    {
        var random = new Random(2);
        var count = shape.Aggregate(1, (product, size) => product * size);
        return new Dictionary<string, TensorValue>
        {
            ["x"] = TensorValue.Of([.. Enumerable.Range(0, count).Select(_ => 2 * random.NextSingle() - 1)], shape),
        };
    }
}
