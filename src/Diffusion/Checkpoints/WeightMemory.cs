namespace Atelier.Diffusion.Checkpoints;

/// <summary>What weights take in memory while they are computed with.</summary>
internal static class WeightMemory
{
    /// <summary>
    /// Bytes of a component: blocks of small integers stay what they are, all else is in single precision, whatever the file stores.
    /// </summary>
    public static long HeldBytes(this IWeights weights) => weights.HeldBytes(_ => true);

    /// <summary>Bytes of some of a component's weights.</summary>
    public static long HeldBytes(this IWeights weights, Func<string, bool> which) =>
        weights.Names.Where(which).Sum(name => Held(weights.Find(name)!));

    /// <summary>
    /// Whether most of a component is stored as reals that are widened when a network is opened, so that both are there for a moment.
    /// </summary>
    public static bool IsWidened(this IWeights weights) => weights.Names.Select(name => weights.Find(name)!)
        .Sum(weight => weight is { Quantized: null, Type: not TensorType.F32 } ? weight.Length : -weight.Length) > 0;

    /// <summary>Bytes of a whole model.</summary>
    public static long HeldBytes(this Checkpoint checkpoint) => checkpoint.Ready?.Bytes ?? Components(checkpoint).Sum();

    /// <summary>Bytes of a model of which only the networks of one stage are open.</summary>
    public static long LargestStage(this Checkpoint checkpoint) =>
        checkpoint.Ready is { } ready ? ready.Files.Max(files => files.Length) : Components(checkpoint).Max();

    private static long[] Components(Checkpoint checkpoint) =>
        [checkpoint.TextEncoders.Sum(part => part.Weights.HeldBytes()), checkpoint.UNet.Weights.HeldBytes(),
            checkpoint.Vae.Weights.HeldBytes()];

    private static long Held(WeightRef weight) =>
        weight.Quantized is { Block: > 0 }
            ? weight.StoredBytes
            : sizeof(float) * weight.Shape.Aggregate(1L, (product, size) => product * size);
}
