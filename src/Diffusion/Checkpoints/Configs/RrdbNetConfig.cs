namespace Atelier.Diffusion.Checkpoints;

/// <summary>The shape of ESRGAN's generator, which its weights tell.</summary>
/// <param name="Channels">Of the pictures: 3, or 1.</param>
/// <param name="Shuffle">How many pixels a side become channels before the first layer: 1, 2 or 4.</param>
/// <param name="Features">Channels inside: 64.</param>
/// <param name="Growth">Channels that a convolution of a block adds: 32.</param>
/// <param name="Blocks">23, or 6 in small ones.</param>
/// <param name="Ups">Doublings: 0 to 3.</param>
internal sealed record RrdbNetConfig(int Channels, int Shuffle, int Features, int Growth, int Blocks, int Ups)
{
    private const int MostBlocks = 64;
    private const int MostUps = 3;

    /// <summary>How many times larger the pictures become.</summary>
    public double Scale => Math.Pow(2, Ups) / Shuffle;

    /// <summary>Reads the shape.</summary>
    /// <param name="weights">By canonical names.</param>
    /// <exception cref="CheckpointException">A weight is missing, or the shape is of no such network.</exception>
    public static RrdbNetConfig Read(MappedWeights weights)
    {
        var channels = weights.Size("conv_last.weight", 0);
        var inputs = weights.Size("conv_first.weight", 1);
        var shuffle = new[] { 1, 2, 4 }.FirstOrDefault(side => inputs == channels * side * side);
        return shuffle > 0
            ? new RrdbNetConfig(
                channels,
                shuffle,
                weights.Size("conv_first.weight", 0),
                weights.Size("body.0.rdb1.conv1.weight", 0),
                weights.Count("body.{0}.rdb1.conv1.weight", MostBlocks),
                Enumerable.Range(1, MostUps).TakeWhile(up => weights.Find($"conv_up{up}.weight") is not null).Count())
            : throw CheckpointException.For(
                weights.Label,
                $"its first layer takes {inputs} channels and its last gives {channels}; an upscaler's first takes 1, 4 or 16 times as many");
    }
}
