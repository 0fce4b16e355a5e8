using Atelier.Guidance;

namespace Atelier.Diffusion.Graphs;

/// <summary>A UNet's way down and its middle, which a ControlNet is a copy of.</summary>
/// <param name="blocks">The UNet's blocks.</param>
internal sealed class UNetEncoder(UNetBlocks blocks)
{
    private readonly List<(Value Value, int Channels)> _skips = [];

    /// <summary>What the way up takes besides, in the order it is made.</summary>
    public IReadOnlyList<(Value Value, int Channels)> Skips => _skips;

    /// <summary>From the first convolution's output to the middle's.</summary>
    public Value Apply(Value x)
    {
        var channels = blocks.Config.BlockOutChannels;
        _skips.Add((x, channels[0]));
        for (var level = 0; level < channels.Count; level++)
        {
            x = Down(level, x);
        }

        return Middle(x);
    }

    private Value Down(int level, Value x)
    {
        var config = blocks.Config;
        var block = blocks.Root["down_blocks", level];
        var channels = config.BlockOutChannels[level];
        for (var i = 0; i < config.LayersPerBlock; i++)
        {
            var inputs = i == 0 ? config.BlockOutChannels[Math.Max(level - 1, 0)] : channels;
            x = blocks.Resnet(block["resnets", i], x, inputs, channels);
            x = blocks.Attend(block["attentions", i], x, level, config.TransformerLayers[level], PerturbedLayers.Down);
            _skips.Add((x, channels));
        }

        if (level < config.BlockOutChannels.Count - 1)
        {
            x = block.Downsample(x, channels, asymmetric: false);
            _skips.Add((x, channels));
        }

        return x;
    }

    private Value Middle(Value x)
    {
        var block = blocks.Root["mid_block"];
        var level = blocks.Config.BlockOutChannels.Count - 1;
        var channels = blocks.Config.BlockOutChannels[level];
        x = blocks.Resnet(block["resnets", 0], x, channels, channels);
        x = blocks.Attend(block["attentions", 0], x, level, blocks.Config.MidTransformerLayers, PerturbedLayers.Middle);
        return blocks.Resnet(block["resnets", 1], x, channels, channels);
    }
}
