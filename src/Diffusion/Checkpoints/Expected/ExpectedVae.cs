namespace Atelier.Diffusion.Checkpoints;

/// <summary>The weights of diffusers' <c>AutoencoderKL</c> (autoencoder_kl.py, vae.py).</summary>
internal sealed class ExpectedVae
{
    private readonly WeightList _list = new();
    private readonly VaeConfig _config;

    private ExpectedVae(VaeConfig config) => _config = config;

    public static WeightList Of(VaeConfig config)
    {
        var vae = new ExpectedVae(config);
        vae.Encoder();
        vae.Decoder();
        return vae._list;
    }

    private void Encoder()
    {
        var channels = _config.BlockOutChannels;
        _list.Conv("encoder.conv_in", _config.InChannels, channels[0], 3);
        for (var level = 0; level < channels.Count; level++)
        {
            Level($"encoder.down_blocks.{level}", channels[Math.Max(level - 1, 0)], channels[level], _config.LayersPerBlock);
            if (level < channels.Count - 1)
            {
                _list.Conv($"encoder.down_blocks.{level}.downsamplers.0.conv", channels[level], channels[level], 3);
            }
        }

        Middle("encoder.mid_block", channels[^1]);
        _list.Norm("encoder.conv_norm_out", channels[^1]);
        _list.Conv("encoder.conv_out", channels[^1], 2L * _config.LatentChannels, 3);
        if (_config.QuantConv)
        {
            _list.Conv("quant_conv", 2L * _config.LatentChannels, 2L * _config.LatentChannels, 1);
            _list.Conv("post_quant_conv", _config.LatentChannels, _config.LatentChannels, 1);
        }
    }

    private void Decoder()
    {
        var channels = _config.BlockOutChannels;
        _list.Conv("decoder.conv_in", _config.LatentChannels, channels[^1], 3);
        Middle("decoder.mid_block", channels[^1]);
        for (var block = 0; block < channels.Count; block++)
        {
            var level = channels.Count - 1 - block;
            Level($"decoder.up_blocks.{block}", channels[Math.Min(level + 1, channels.Count - 1)], channels[level],
                _config.LayersPerBlock + 1);
            if (level > 0)
            {
                _list.Conv($"decoder.up_blocks.{block}.upsamplers.0.conv", channels[level], channels[level], 3);
            }
        }

        _list.Norm("decoder.conv_norm_out", channels[0]);
        _list.Conv("decoder.conv_out", channels[0], _config.InChannels, 3);
    }

    private void Middle(string name, long channels)
    {
        Level(name, channels, channels, 2);
        if (_config.MidBlockAttention)
        {
            _list.Norm($"{name}.attentions.0.group_norm", channels);
            foreach (var projection in (string[])["to_q", "to_k", "to_v", "to_out.0"])
            {
                _list.Linear($"{name}.attentions.0.{projection}", channels, channels);
            }
        }
    }

    private void Level(string name, long from, long to, int layers)
    {
        for (var layer = 0; layer < layers; layer++)
        {
            var source = layer == 0 ? from : to;
            var residual = $"{name}.resnets.{layer}";
            _list.Norm($"{residual}.norm1", source);
            _list.Conv($"{residual}.conv1", source, to, 3);
            _list.Norm($"{residual}.norm2", to);
            _list.Conv($"{residual}.conv2", to, to, 3);
            if (source != to)
            {
                _list.Conv($"{residual}.conv_shortcut", source, to, 1);
            }
        }
    }
}
