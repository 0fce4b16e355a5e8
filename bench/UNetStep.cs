using System.CommandLine;
using Atelier.Diffusion.Graphs;
using Atelier.Diffusion.Onnx;

namespace Atelier.Bench;

/// <summary>
/// Claim: a step of SD 1.5's UNet is faster than eager PyTorch's and uses most of the machine's matrix rate. Random weights; a picture with
/// guidance, so two latents at once.
/// </summary>
internal static class UNetStep
{
    private const int Batch = 2;
    private const int TextTokens = 77;

    public static Command Command()
    {
        var steps = new Option<int>("--steps") { Description = "Measured steps, after one that warms up.", DefaultValueFactory = _ => 5 };
        var threads = new Option<int?>("--threads") { Description = "Default: physical cores." };
        var latent = new Option<int>("--latent") { Description = "The latent's side.", DefaultValueFactory = _ => 64 };
        var half = new Option<bool>("--half") { Description = "Store the weights in half precision." };
        var command = new Command("unet-step", "Seconds a step of SD 1.5's UNet takes, beside the machine's matrix rate and PyTorch.") { steps, threads, latent, half };
        command.SetAction(result => Run(result.GetValue(steps), result.GetValue(threads), result.GetValue(latent), result.GetValue(half)));
        return command;
    }

    private static void Run(int steps, int? threads, int latent, bool half)
    {
        var options = new OnnxRuntimeOptions { Threads = threads };
        var shape = new Sd15UNet(latent);
        using var weights = new RandomCheckpoint(shape.Tensors, half);
        var inputs = Inputs(latent);
        var rate = Machine.MatMulRate(options);

        var before = Machine.Memory("VmRSS:");
        var model = UNetGraph.Build(Sd15UNet.Config, weights);
        IModelSession? session = null;
        var load = Machine.Seconds(() => session = new SessionFactory(options).Create(model));
        var loaded = Machine.Memory("RssAnon:");
        var peakLoading = Machine.Memory("VmHWM:");
        using var loadedSession = session!;
        var first = loadedSession.Run(inputs)["out_sample"];
        if (!first.Floats.All(float.IsFinite))
        {
            throw new InvalidOperationException("The step's result is not finite: nothing was measured.");
        }

        var seconds = Enumerable.Range(0, steps).Select(_ => Machine.Seconds(() => loadedSession.Run(inputs))).ToArray();
        var median = Machine.Median(seconds);
        rate = Math.Max(rate, Machine.MatMulRate(options));
        var achieved = Batch * shape.GigaFlops / median;
        var inFloats = weights.Bytes * (half ? 2.0 : 1.0);

        Console.WriteLine($"UNet of SD 1.5, batch {Batch}, latent {latent}×{latent}, weights stored as {(half ? "F16" : "F32")}, {shape.GigaFlops * Batch:f0} GFLOP a step");
        Console.WriteLine($"load               {load:f2} s");
        Console.WriteLine($"seconds per step   {median:f3} (median of {string.Join(", ", seconds.Select(s => s.ToString("f3")))})");
        Console.WriteLine($"rate               {achieved:f0} GFLOP/s, {achieved / rate:p0} of this machine's {rate:f0} on one {2048}² matrix product");
        Console.WriteLine($"memory             loaded {(loaded - before) / inFloats:f2}, peak loading {(peakLoading - before) / inFloats:f2}, peak running {(Machine.Memory("VmHWM:") - before) / inFloats:f2} × the weights in F32 ({inFloats / 1e9:f2} GB)");
    }

    private static Dictionary<string, TensorValue> Inputs(int latent)
    {
        var random = new Random(2);
        float[] Values(int count) => [.. Enumerable.Range(0, count).Select(_ => 2 * random.NextSingle() - 1)];
        return new Dictionary<string, TensorValue>
        {
            ["sample"] = TensorValue.Of(Values(Batch * 4 * latent * latent), Batch, 4, latent, latent),
            ["timestep"] = TensorValue.Of([500f, 500f], Batch),
            ["encoder_hidden_states"] = TensorValue.Of(Values(Batch * TextTokens * 768), Batch, TextTokens, 768),
        };
    }
}
