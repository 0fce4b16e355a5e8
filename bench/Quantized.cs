using System.CommandLine;
using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Onnx;
using Atelier.Diffusion.Pipeline;

namespace Atelier.Bench;

/// <summary>
/// Claim: SD 1.5's UNet in fewer bits takes a fraction of the disk and the memory, runs about as fast, and answers nearly the same. Random
/// weights, as large as real ones and spread like them; a real model's errors differ.
/// </summary>
internal static class Quantized
{
    private static readonly Precision[] All = [Precision.Fp32, Precision.Fp16, Precision.Int8, Precision.Int4];

    public static Command Command()
    {
        var steps = new Option<int>("--steps") { Description = "Measured steps, after one that warms up.", DefaultValueFactory = _ => 3 };
        var latent = new Option<int>("--latent") { Description = "The latent's side.", DefaultValueFactory = _ => 64 };
        var command = new Command("quantized", "SD 1.5's UNet in fp32, fp16, int8 and int4: file, memory, step and error, each beside fp32.")
        {
            steps,
            latent,
        };
        command.SetAction(result => Run(result.GetValue(steps), result.GetValue(latent)));
        return command;
    }

    private static void Run(int steps, int latent)
    {
        using var random = new RandomCheckpoint(new Sd15UNet(latent).Tensors, half: false);
        UNetTrial? exact = null;
        double exactStep = 0;
        Console.WriteLine($"UNet of SD 1.5, 2 latents of {latent}×{latent}; size and memory × the weights in F32, time × fp32's step");
        Console.WriteLine(
            "precision          file    load peak  run peak   step   largest error  mean error   starter's pictures, dB: mean, worst");
        using var pictures = new StarterPictures();
        foreach (var precision in All)
        {
            var folder = Directory.CreateTempSubdirectory("atelier-bench-").FullName;
            try
            {
                var size = precision == Precision.Fp32 ? random.Bytes : Convert(random, precision, folder);
                var trial = Try(precision == Precision.Fp32 ? random.Folder : folder, new OnnxRuntimeOptions(), latent, steps);
                exact ??= trial;
                exactStep = exactStep == 0 ? trial.StepSeconds : exactStep;
                var (largest, mean) = trial.ErrorBeside(exact);
                Console.WriteLine(
                    $"{precision.Name(),-16} {size / (double)random.Bytes,6:f3} {trial.LoadPeak / random.Bytes,11:f2} {trial.RunPeak / random.Bytes,9:f2} "
                    + $"{trial.StepSeconds / exactStep,7:f2} {largest,14:e1} {mean,11:e1}   {pictures.Likeness(precision)}");
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static long Convert(RandomCheckpoint random, Precision precision, string folder)
    {
        var files = new List<SafetensorsFile>();
        var unet = ComponentFolder.Open(random.Folder, Components.UNet, files)!;
        var plan = new ConversionPlan(precision, new HashSet<string> { Components.UNet });
        var tensors = plan.Of(files, [new(Components.UNet, unet)]);
        SafetensorsOutput.Write(
            Path.Combine(folder, "model.safetensors"), tensors, plan.Metadata(new Dictionary<string, string>(), tensors), _ => { },
            default);
        files.ForEach(file => file.Dispose());
        return tensors.Sum(tensor => tensor.Length);
    }

    private static UNetTrial Try(string folder, OnnxRuntimeOptions runtime, int latent, int steps)
    {
        var files = new List<SafetensorsFile>();
        var unet = ComponentFolder.Open(folder, Components.UNet, files)!;
        var trial = UNetTrial.Of(new Part<UNetConfig>(Sd15UNet.Config, unet), runtime, latent, steps);
        files.ForEach(file => file.Dispose());
        return trial;
    }
}
