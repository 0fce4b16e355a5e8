using System.CommandLine;
using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Graphs;
using Atelier.Diffusion.Onnx;

namespace Atelier.Bench;

/// <summary>
/// Claim: a ControlNet costs its own share of a step and no more, its map is encoded once, and a UNet that can be steered is as fast
/// without as one that cannot. Random weights in SD 1.5's shape; a picture with guidance, so two latents at once.
/// </summary>
internal static class Control
{
    private const int Batch = 2;
    private const int TextTokens = 77;

    private static readonly ControlNetConfig Config = new("sd1", Sd15UNet.Config, [3, 16, 32, 96, 256], GlobalPool: false);

    public static Command Command()
    {
        var rounds =
            new Option<int>("--rounds") { Description = "Measured rounds, after one that warms up.", DefaultValueFactory = _ => 5 };
        var latent = new Option<int>("--latent") { Description = "The latent's side.", DefaultValueFactory = _ => 32 };
        var command =
            new Command("control", "A step with a ControlNet against a plain one, and what encoding its map takes.") { rounds, latent };
        command.SetAction(result => Run(result.GetValue(rounds), result.GetValue(latent)));
        return command;
    }

    private static void Run(int rounds, int latent)
    {
        var factory = new SessionFactory(new OnnxRuntimeOptions());
        using var unetWeights = new RandomCheckpoint(new Sd15UNet(latent).Tensors, half: false);
        using var controlWeights = new RandomCheckpoint(
            ExpectedControlNet.Of(Config).Items.Select(item => (item.Name, Array.ConvertAll(item.Shape, size => (int)size))), half: false);
        using var unet = factory.Create(UNetGraph.Build(Sd15UNet.Config, unetWeights));
        using var hint = factory.Create(ControlNetGraph.BuildHint(Config, controlWeights));
        using var control = factory.Create(ControlNetGraph.Build(Config, controlWeights));

        var plain = Inputs(latent);
        var map = new Dictionary<string, TensorValue> { ["controlnet_cond"] = Random(1, 3, 8 * latent, 8 * latent) };
        var steered = new Dictionary<string, TensorValue>(plain) { ["controlnet_cond_embedding"] = hint.Run(map).Values.Single() };
        var times = new List<(double Plain, double Hint, double Control, double Fed)>();
        for (var round = 0; round <= rounds; round++)
        {
            IReadOnlyDictionary<string, TensorValue> residuals = null!;
            times.Add((
                Measure.Seconds(() => unet.Run(plain)),
                Measure.Seconds(() => hint.Run(map)),
                Measure.Seconds(() => residuals = control.Run(steered)),
                Measure.Seconds(() => unet.Run(plain.Concat(residuals).ToDictionary(input => input.Key, input => input.Value)))));
        }

        var measured = times.Skip(1).ToList();
        Console.WriteLine($"""
            SD 1.5, {Batch} latents of {latent}×{latent}; medians of {rounds} rounds, as ratios to a plain step of {Measure.Median(measured.Select(time => time.Plain)):f2} s
            step with one ControlNet   {Measure.Median(measured.Select(time => (time.Control + time.Fed) / time.Plain)):f2}
            the UNet alone, steered    {Measure.Median(measured.Select(time => time.Fed / time.Plain)):f3}
            encoding the map           {Measure.Median(measured.Select(time => time.Hint / time.Plain)):f3}, once a batch
            """);
    }

    private static Dictionary<string, TensorValue> Inputs(int latent) => new()
    {
        ["sample"] = Random(Batch, Sd15UNet.Config.InChannels, latent, latent),
        ["timestep"] = TensorValue.Of([500f, 500f], Batch),
        ["encoder_hidden_states"] = Random(Batch, TextTokens, Sd15UNet.Config.CrossAttentionDim),
    };

    private static TensorValue Random(params int[] shape)
    {
        var random = new Random(2);
        return TensorValue.Of(
            [.. Enumerable.Range(0, shape.Aggregate(1, (product, size) => product * size)).Select(_ => random.NextSingle())], shape);
    }
}
