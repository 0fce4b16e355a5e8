namespace Atelier.Diffusion.Checkpoints;

/// <summary>What weights take in memory while they are computed with.</summary>
internal static class WeightMemory
{
    /// <summary>Bytes of a component: blocks of small integers stay what they are, all else is in single precision, whatever the file stores.</summary>
    public static long HeldBytes(this IWeights weights) => weights.Names.Sum(name => Held(weights.Find(name)!));

    /// <summary>Bytes of a whole model.</summary>
    public static long HeldBytes(this Checkpoint checkpoint) => checkpoint.Ready?.Bytes ?? Components(checkpoint).Sum();

    /// <summary>Bytes of a model of which only the networks of one stage are open.</summary>
    public static long LargestStage(this Checkpoint checkpoint) =>
        checkpoint.Ready is { } ready ? ready.Files.Max(files => files.Length) : Components(checkpoint).Max();

    private static long[] Components(Checkpoint checkpoint) =>
        [checkpoint.TextEncoders.Sum(part => part.Weights.HeldBytes()), checkpoint.UNet.Weights.HeldBytes(), checkpoint.Vae.Weights.HeldBytes()];

    private static long Held(WeightRef weight) =>
        weight.Quantized is { Block: > 0 } ? weight.StoredBytes : sizeof(float) * weight.Shape.Aggregate(1L, (product, size) => product * size);
}
