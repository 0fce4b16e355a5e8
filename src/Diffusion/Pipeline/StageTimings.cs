namespace Atelier.Diffusion.Pipeline;

/// <summary>Where the time of one batch went, in seconds.</summary>
/// <param name="Load">Opening the model and building its sessions; near 0 when it was loaded.</param>
/// <param name="Encode">Prompts to embeddings.</param>
/// <param name="Sample">The sampler, with all passes of the UNet.</param>
/// <param name="Decode">Latents to pixels.</param>
/// <param name="Runtime">The part of <paramref name="Encode"/>, <paramref name="Sample"/> and <paramref name="Decode"/> spent inside ONNX
/// Runtime.</param>
public sealed record StageTimings(double Load, double Encode, double Sample, double Decode, double Runtime)
{
    /// <summary>From prompt to pixels, without loading.</summary>
    public double Generation => Encode + Sample + Decode;
}

/// <summary>Measures stages one after another.</summary>
internal sealed class StageClock(TimeProvider time)
{
    private long _since = time.GetTimestamp();

    /// <summary>Seconds since the last call, or since the start.</summary>
    public double Lap()
    {
        var now = time.GetTimestamp();
        var lap = time.GetElapsedTime(_since, now).TotalSeconds;
        _since = now;
        return lap;
    }
}
