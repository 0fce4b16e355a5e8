using System.CommandLine;
using Atelier.Diffusion.Graphs;
using Atelier.Diffusion.Onnx;

namespace Atelier.Bench;

internal static class Adapters
{
    public static Command Command()
    {
        var latent = new Option<int>("--latent") { DefaultValueFactory = _ => 32 };
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 5 };
        var command = new Command("adapters", "x") { latent, rounds };
        command.SetAction(result => Run(result.GetValue(latent), result.GetValue(rounds)));
        return command;
    }

    private static void Run(int latent, int rounds)
    {
        var shape = new Sd15UNet(latent);
        using var weights = new RandomCheckpoint(shape.Tensors, false);
        var options = new OnnxRuntimeOptions();
        var inputs = UNetStep.Inputs(latent);
        var factory = new SessionFactory(options);
        (string, Func<string, bool>)[] kinds =
        [
            ("plain", _ => false),
            ("attentions", name => name.Contains(".attentions.", StringComparison.Ordinal) && !name.Contains("norm", StringComparison.Ordinal)),
            ("linear", name => name.Contains(".transformer_blocks.", StringComparison.Ordinal) && !name.Contains("norm", StringComparison.Ordinal)),
            ("all", _ => true),
        ];
        foreach (var (name, fed) in kinds[1..])
        {
            var plain = UNetGraph.Build(Sd15UNet.Config, weights);
            var model = UNetGraph.Build(Sd15UNet.Config, weights, fed);
            using var a = factory.Create(plain);
            using var b = factory.Create(model);
            var random = new Random(3);
            var pool = Enumerable.Range(0, 30_000_000).Select(_ => 0.02f * (2 * random.NextSingle() - 1)).ToArray();
            var given = new Dictionary<string, TensorValue>(inputs);
            foreach (var input in model.Adaptable)
            {
                var count = input.Shape.Aggregate(1, (p, s) => p * s);
                given[input.Input] = TensorValue.Of(pool.AsMemory(0, count), input.Shape);
            }

            a.Run(inputs);
            b.Run(given);
            var ratios = new List<double>();
            var cpu = new List<double>();
            for (var i = 0; i < rounds; i++)
            {
                double ca = 0, cb = 0;
                var wa = Measure.Seconds(() => ca = Measure.ProcessorSeconds(() => a.Run(inputs)));
                var wb = Measure.Seconds(() => cb = Measure.ProcessorSeconds(() => b.Run(given)));
                ratios.Add(wb / wa);
                cpu.Add(cb / ca);
                Console.WriteLine($"{name} plain {wa:f2} fed {wb:f2} cpu {ca:f2} {cb:f2}");
            }

            Console.WriteLine($"{name}: {model.Adaptable.Count} inputs, wall ratio {Measure.Median(ratios):f3}, cpu ratio {Measure.Median(cpu):f3}");
        }
    }
}
