using System.CommandLine;
using Atelier.Diffusion.Graphs;
using Atelier.Diffusion.Onnx;
using Atelier.Diffusion.Pipeline;

namespace Atelier.Bench;

/// <summary>
/// Claim: a step of SD 1.5's UNet runs at nearly the rate of one large matrix product on the same machine, faster than eager PyTorch, in
/// little more memory than its weights. Random weights; a picture with guidance, so two latents at once.
/// </summary>
internal static class UNetStep
{
    private const int Batch = 2;
    private const int TextTokens = 77;
    private const int TextWidth = 768;

    public static Command Command()
    {
        var steps = new Option<int>("--steps") { Description = "Measured steps, after one that warms up.", DefaultValueFactory = _ => 5 };
        var threads = new Option<int?>("--threads") { Description = "Default: physical cores." };
        var latent = new Option<int>("--latent") { Description = "The latent's side.", DefaultValueFactory = _ => 64 };
        var half = new Option<bool>("--half") { Description = "Store the weights in half precision." };
        var spin = new Option<bool>("--spin") { Description = "Let idle threads spin." };
        var command = new Command("unet-step", "A step of SD 1.5's UNet: seconds, share of the machine's matrix rate, memory, and PyTorch's seconds.")
        {
            steps,
            threads,
            latent,
            half,
            spin,
        };
        command.SetAction(result => Run(
            new OnnxRuntimeOptions { Threads = result.GetValue(threads), Spin = result.GetValue(spin) },
            result.GetValue(steps),
            result.GetValue(latent),
            result.GetValue(half)));
        return command;
    }

    private static void Run(OnnxRuntimeOptions options, int steps, int latent, bool half)
    {
        var shape = new Sd15UNet(latent);
        var median = MeasureAtelier(options, shape, steps, latent, half);
        TorchComparison.Print(median, options.Threads ?? RuntimeInfo.Probe().Threads, steps, Batch, latent);
    }

    private static double MeasureAtelier(OnnxRuntimeOptions options, Sd15UNet shape, int steps, int latent, bool half)
    {
        using var weights = new RandomCheckpoint(shape.Tensors, half);
        using var matrix = new MatrixRate(options);
        var inFloats = weights.Bytes * (half ? 2.0 : 1.0);
        var memory = new MemoryMeter();
        IModelSession? session = null;
        var load = Measure.Seconds(() => session = new SessionFactory(options).Create(UNetGraph.Build(Sd15UNet.Config, weights)));
        using var loaded = session!;
        var peakLoading = memory.TakePeak() / inFloats;

        var inputs = Inputs(latent);
        if (!loaded.Run(inputs)["out_sample"].Floats.All(float.IsFinite))
        {
            throw new InvalidOperationException("The step's result is not finite: nothing was measured.");
        }

        var flops = Batch * shape.Flops;
        // The matrix product runs before each step, so that what disturbs the machine disturbs both.
        var runs = Enumerable.Range(0, steps).Select(_ => (Rate: matrix.Flops(), Seconds: Measure.Seconds(() => loaded.Run(inputs))))
            .ToArray();
        var seconds = Measure.Median(runs.Select(run => run.Seconds));
        Console.WriteLine($"""
            UNet of SD 1.5, {Batch} latents of {latent}×{latent}, weights stored as {(half ? "F16" : "F32")}: {flops / 1e9:f0} GFLOP a step
            load              {load:f1} s
            step              {seconds:f2} s, median of {string.Join(", ", runs.Select(run => run.Seconds.ToString("f2")))}
            rate              {flops / seconds / 1e9:f0} GFLOP/s; {Measure.Median(runs.Select(run => flops / run.Seconds / run.Rate)):p0} of one large matrix product's
            memory at peak    loading {peakLoading:f2}, running {memory.TakePeak() / inFloats:f2} × the weights in F32 ({inFloats / 1e9:f2} GB)
            """);
        return seconds;
    }

    public static Dictionary<string, TensorValue> Inputs(int latent)
    {
        var random = new Random(2);
        float[] Values(int count) => [.. Enumerable.Range(0, count).Select(_ => 2 * random.NextSingle() - 1)];
        var channels = Sd15UNet.Config.InChannels;
        return new Dictionary<string, TensorValue>
        {
            ["sample"] = TensorValue.Of(Values(Batch * channels * latent * latent), Batch, channels, latent, latent),
            ["timestep"] = TensorValue.Of([500f, 500f], Batch),
            ["encoder_hidden_states"] = TensorValue.Of(Values(Batch * TextTokens * TextWidth), Batch, TextTokens, TextWidth),
        };
    }
}
