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
        x = First(x);
        for (var level = 0; level < blocks.Config.BlockOutChannels.Count; level++)
        {
            for (var layer = 0; layer < blocks.Config.LayersPerBlock; layer++)
            {
                x = Down(level, layer, x);
            }
        }

        return Middle(x);
    }

    /// <summary>Takes the first convolution's output.</summary>
    public Value First(Value x)
    {
        _skips.Add((x, blocks.Config.BlockOutChannels[0]));
        return x;
    }

    /// <summary>One layer of a level; the last also makes the next level's size.</summary>
    public Value Down(int level, int layer, Value x)
    {
        var config = blocks.Config;
        var block = blocks.Root["down_blocks", level];
        var channels = config.BlockOutChannels[level];
        var inputs = layer == 0 ? config.BlockOutChannels[Math.Max(level - 1, 0)] : channels;
        x = blocks.Resnet(block["resnets", layer], x, inputs, channels);
        x = blocks.Attend(block["attentions", layer], x, level, config.TransformerLayers[level], PerturbedLayers.Down);
        _skips.Add((x, channels));
        if (layer == config.LayersPerBlock - 1 && level < config.BlockOutChannels.Count - 1)
        {
            x = block.Downsample(x, channels, asymmetric: false);
            _skips.Add((x, channels));
        }

        return x;
    }

    /// <summary>The middle.</summary>
    public Value Middle(Value x)
    {
        var block = blocks.Root["mid_block"];
        var level = blocks.Config.BlockOutChannels.Count - 1;
        var channels = blocks.Config.BlockOutChannels[level];
        x = blocks.Resnet(block["resnets", 0], x, channels, channels);
        x = blocks.Attend(block["attentions", 0], x, level, blocks.Config.MidTransformerLayers, PerturbedLayers.Middle);
        return blocks.Resnet(block["resnets", 1], x, channels, channels);
    }
}
