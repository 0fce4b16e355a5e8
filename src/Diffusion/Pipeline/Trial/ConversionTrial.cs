using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Onnx;

namespace Atelier.Diffusion.Pipeline;

/// <summary>
/// What a conversion came to, measured on the machine that did it: ratios of one run, the converted model's to its source's.
/// </summary>
/// <param name="Memory">Memory while a step runs.</param>
/// <param name="LoadPeak">Most memory while the UNet loads.</param>
/// <param name="Step">Time of a step.</param>
/// <param name="LargestError">Of the UNet's answer, as a share of the source's largest value.</param>
/// <param name="MeanError">Root mean square, as a share of the source's.</param>
public sealed record ConversionTrial(double Memory, double LoadPeak, double Step, double LargestError, double MeanError)
{
    private const int Steps = 3;

    /// <summary>Runs both UNets, one after the other, on latents of the size they were trained at.</summary>
    /// <exception cref="CheckpointException">One cannot be opened.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static ConversionTrial Of(
        string source, string converted, string? modelsFolder, OnnxRuntimeOptions runtime, CancellationToken cancellation)
    {
        var before = Try(source);
        var after = Try(converted);
        var (largest, mean) = after.ErrorBeside(before);
        return new ConversionTrial(
            after.RunPeak / before.RunPeak, after.LoadPeak / before.LoadPeak, after.StepSeconds / before.StepSeconds, largest, mean);

        UNetTrial Try(string path)
        {
            using var checkpoint = CheckpointReader.Open(path, modelsFolder);
            return UNetTrial.Of(checkpoint.UNet, runtime, checkpoint.UNet.Config.SampleSize, Steps, cancellation);
        }
    }
}
