using System.CommandLine;
using Atelier.Adapters;
using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Graphs;
using Atelier.Diffusion.Onnx;

namespace Atelier.Bench;

/// <summary>
/// Claim: with its weights as inputs, so that adapters may change them, SD 1.5's UNet runs as fast as with its weights inside; and merging
/// a LoRA of rank 16 on every attention layer takes less than a step.
/// </summary>
internal static class Adapters
{
    public static Command Command()
    {
        var latent = new Option<int>("--latent") { Description = "The latent's side.", DefaultValueFactory = _ => 64 };
        var rounds =
            new Option<int>("--rounds") { Description = "Measured rounds, after one that warms up.", DefaultValueFactory = _ => 3 };
        var command = new Command("adapters", "SD 1.5's UNet with its weights as inputs: a step, and another LoRA, against a step without.")
        {
            latent,
            rounds,
        };
        command.SetAction(result => Run(result.GetValue(latent), result.GetValue(rounds)));
        return command;
    }

    private static void Run(int latent, int rounds)
    {
        var shape = new Sd15UNet(latent);
        using var weights = new RandomCheckpoint(shape.Tensors, half: false);
        using var file = SafetensorsFile.Open(Path.Combine(weights.Folder, "model.safetensors"));
        var factory = new SessionFactory(new OnnxRuntimeOptions());
        var model = UNetGraph.Build(Sd15UNet.Config, weights, new UNetOptions { Adaptable = true });
        using var plain = factory.Create(UNetGraph.Build(Sd15UNet.Config, weights));
        using var adaptable = factory.Create(model);

        var original = shape.Tensors.ToDictionary(tensor => tensor.Name, tensor => Floats(file, tensor.Name));
        var merged = original.ToDictionary();
        var inputs = UNetStep.Inputs(latent);
        plain.Run(inputs);
        adaptable.Run(With(model, inputs, merged));
        var results = Enumerable.Range(0, rounds).Select(round =>
        {
            var change = Processor(() => Merge(shape, original, merged, rank: 16, strength: 0.5f + (0.1f * round)));
            var step = Processor(() => plain.Run(inputs));
            var adapted = Processor(() => adaptable.Run(With(model, inputs, merged)));
            return (Change: change, Step: step, Adapted: adapted);
        }).ToList();
        Console.WriteLine($"""
            another LoRA of rank 16 on all attention layers / a step: {Measure.Median(results.Select(result => result.Change.Seconds / result.Step.Seconds)):f3} (processor time {Measure.Median(results.Select(result => result.Change.Processor / result.Step.Processor)):f3})
            a step with the LoRA / a step without:                   {Measure.Median(results.Select(result => result.Adapted.Seconds / result.Step.Seconds)):f2} (processor time {Measure.Median(results.Select(result => result.Adapted.Processor / result.Step.Processor)):f2})
            """);
    }

    private static (double Seconds, double Processor) Processor(Action action)
    {
        var processor = 0.0;
        var seconds = Measure.Seconds(() => processor = Measure.ProcessorSeconds(action));
        return (seconds, processor);
    }

    private static void Merge(Sd15UNet shape, Dictionary<string, float[]> original, Dictionary<string, float[]> merged, int rank, float strength) =>
        Parallel.ForEach(
            shape.Tensors.Where(tensor => tensor.Name.Contains(".attn", StringComparison.Ordinal) && tensor.Shape.Length == 2),
            tensor =>
            {
                var (name, sizes) = tensor;
                var values = original[name].ToArray();
                var down = Enumerable.Repeat(0.01f, rank * sizes[1]).ToArray();
                var up = Enumerable.Repeat(0.01f, rank * sizes[0]).ToArray();
                new LowRankChange(rank, 1, () => down, () => up).AddTo(values, original[name], strength);
                lock (merged)
                {
                    merged[name] = values;
                }
            });

    private static Dictionary<string, TensorValue> With(
        OnnxModel model, Dictionary<string, TensorValue> inputs, Dictionary<string, float[]> weights)
    {
        var all = new Dictionary<string, TensorValue>(inputs);
        foreach (var input in model.Adaptable)
        {
            var length = input.Shape.Aggregate(1, (product, size) => product * size);
            all[input.Input] = TensorValue.Of(weights[input.Weight].AsMemory(input.Start, length), input.Shape);
        }

        return all;
    }

    private static float[] Floats(SafetensorsFile file, string name)
    {
        var tensor = file.Find(name)!;
        var values = new float[tensor.Shape.Aggregate(1, (product, size) => product * size)];
        WeightFloats.Widen(file.Bytes(tensor), tensor.Type, values);
        return values;
    }
}
