namespace Atelier.Diffusion.Checkpoints;

/// <summary>The weights of diffusers' <c>UNet2DConditionModel</c> (unet_2d_condition.py, unet_2d_blocks.py).</summary>
internal sealed class ExpectedUNet
{
    private readonly WeightList _list = new();
    private readonly UNetConfig _config;
    private readonly long _time;

    private ExpectedUNet(UNetConfig config)
    {
        _config = config;
        _time = 4L * config.BlockOutChannels[0];
    }

    public static WeightList Of(UNetConfig config)
    {
        var unet = new ExpectedUNet(config);
        unet.Encoder();
        unet.Up();
        unet.Out();
        return unet._list;
    }

    /// <summary>The weights of the way down and the middle alone, and of what they take.</summary>
    public static WeightList EncoderOf(UNetConfig config)
    {
        var unet = new ExpectedUNet(config);
        unet.Encoder();
        return unet._list;
    }

    /// <summary>The channels of what the way down leaves beside, in order.</summary>
    public static IEnumerable<int> Skips(UNetConfig config)
    {
        var channels = config.BlockOutChannels;
        yield return channels[0];
        for (var level = 0; level < channels.Count; level++)
        {
            var count = config.LayersPerBlock + (level < channels.Count - 1 ? 1 : 0);
            for (var i = 0; i < count; i++)
            {
                yield return channels[level];
            }
        }
    }

    private void Encoder()
    {
        In();
        Down();
        Middle();
    }

    private void In()
    {
        var first = _config.BlockOutChannels[0];
        _list.Conv("conv_in", _config.InChannels, first, 3);
        _list.Linear("time_embedding.linear_1", first, _time);
        _list.Linear("time_embedding.linear_2", _time, _time);
        if (_config.TimeCondProjDim is { } guidance)
        {
            _list.Linear("time_embedding.cond_proj", guidance, first, bias: false);
        }

        if (_config.ProjectionClassEmbeddingsInputDim is { } added)
        {
            _list.Linear("add_embedding.linear_1", added, _time);
            _list.Linear("add_embedding.linear_2", _time, _time);
        }
    }

    private void Out()
    {
        var first = _config.BlockOutChannels[0];
        _list.Norm("conv_norm_out", first);
        _list.Conv("conv_out", first, _config.OutChannels, 3);
    }

    private void Down()
    {
        var channels = _config.BlockOutChannels;
        for (var level = 0; level < channels.Count; level++)
        {
            for (var layer = 0; layer < _config.LayersPerBlock; layer++)
            {
                Residual($"down_blocks.{level}.resnets.{layer}", layer == 0 ? channels[Math.Max(level - 1, 0)] : channels[level],
                    channels[level]);
                Attention($"down_blocks.{level}.attentions.{layer}", channels[level], _config.TransformerLayers[level]);
            }

            if (level < channels.Count - 1)
            {
                _list.Conv($"down_blocks.{level}.downsamplers.0.conv", channels[level], channels[level], 3);
            }
        }
    }

    private void Middle()
    {
        var channels = _config.BlockOutChannels[^1];
        Residual("mid_block.resnets.0", channels, channels);
        Attention("mid_block.attentions.0", channels, _config.MidTransformerLayers);
        Residual("mid_block.resnets.1", channels, channels);
    }

    // The way up mirrors the way down with one more block a level; each block also takes what the way down left beside.
    private void Up()
    {
        var channels = _config.BlockOutChannels;
        var previous = channels[^1];
        for (var block = 0; block < channels.Count; block++)
        {
            var level = channels.Count - 1 - block;
            for (var layer = 0; layer <= _config.LayersPerBlock; layer++)
            {
                var skip = layer == _config.LayersPerBlock ? channels[Math.Max(level - 1, 0)] : channels[level];
                Residual($"up_blocks.{block}.resnets.{layer}", (layer == 0 ? previous : channels[level]) + skip, channels[level]);
                Attention($"up_blocks.{block}.attentions.{layer}", channels[level], _config.TransformerLayers[level]);
            }

            if (level > 0)
            {
                _list.Conv($"up_blocks.{block}.upsamplers.0.conv", channels[level], channels[level], 3);
            }

            previous = channels[level];
        }
    }

    private void Residual(string name, long from, long to)
    {
        _list.Norm($"{name}.norm1", from);
        _list.Conv($"{name}.conv1", from, to, 3);
        _list.Linear($"{name}.time_emb_proj", _time, to);
        _list.Norm($"{name}.norm2", to);
        _list.Conv($"{name}.conv2", to, to, 3);
        if (from != to)
        {
            _list.Conv($"{name}.conv_shortcut", from, to, 1);
        }
    }

    private void Attention(string name, long channels, int layers)
    {
        if (layers == 0)
        {
            return;
        }

        _list.Norm($"{name}.norm", channels);
        Projection($"{name}.proj_in", channels);
        for (var i = 0; i < layers; i++)
        {
            var block = $"{name}.transformer_blocks.{i}";
            foreach (var (attention, context) in ((string, long)[])[("attn1", channels), ("attn2", _config.CrossAttentionDim)])
            {
                _list.Linear($"{block}.{attention}.to_q", channels, channels, bias: false);
                _list.Linear($"{block}.{attention}.to_k", context, channels, bias: false);
                _list.Linear($"{block}.{attention}.to_v", context, channels, bias: false);
                _list.Linear($"{block}.{attention}.to_out.0", channels, channels);
            }

            _list.Norm($"{block}.norm1", channels);
            _list.Norm($"{block}.norm2", channels);
            _list.Norm($"{block}.norm3", channels);
            _list.Linear($"{block}.ff.net.0.proj", channels, 8 * channels);
            _list.Linear($"{block}.ff.net.2", 4 * channels, channels);
        }

        Projection($"{name}.proj_out", channels);
    }

    private void Projection(string name, long channels)
    {
        if (_config.UseLinearProjection)
        {
            _list.Linear(name, channels, channels);
        }
        else
        {
            _list.Conv(name, channels, channels, 1);
        }
    }
}
