namespace Atelier.Diffusion.Checkpoints;

/// <summary>The weights of diffusers' <c>ControlNetModel</c> (controlnet.py).</summary>
internal static class ExpectedControlNet
{
    public static WeightList Of(ControlNetConfig config)
    {
        var list = ExpectedUNet.EncoderOf(config.UNet);
        Hint(list, config);
        var skip = 0;
        foreach (var channels in ExpectedUNet.Skips(config.UNet))
        {
            list.Conv($"controlnet_down_blocks.{skip++}", channels, channels, 1);
        }

        var last = config.UNet.BlockOutChannels[^1];
        list.Conv("controlnet_mid_block", last, last, 1);
        return list;
    }

    private static void Hint(WeightList list, ControlNetConfig config)
    {
        const string module = "controlnet_cond_embedding";
        var channels = config.HintChannels;
        list.Conv($"{module}.conv_in", channels[0], channels[1], 3);
        for (var i = 1; i < channels.Count - 1; i++)
        {
            list.Conv($"{module}.blocks.{(2 * i) - 2}", channels[i], channels[i], 3);
            list.Conv($"{module}.blocks.{(2 * i) - 1}", channels[i], channels[i + 1], 3);
        }

        list.Conv($"{module}.conv_out", channels[^1], config.UNet.BlockOutChannels[0], 3);
    }
}
