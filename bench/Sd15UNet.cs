using Atelier.Diffusion.Checkpoints;

namespace Atelier.Bench;

/// <summary>The UNet of Stable Diffusion 1.5: its shape, its tensors, and how much arithmetic a step is.</summary>
internal sealed class Sd15UNet
{
    private const int TextTokens = 77;
    private readonly List<(string Name, int[] Shape)> _tensors = [];
    private readonly int _latent;
    private double _multiplications;

    /// <param name="latent">The latent's side.</param>
    public Sd15UNet(int latent)
    {
        _latent = latent;
        Describe();
    }

    public static UNetConfig Config { get; } = new()
    {
        InChannels = 4,
        OutChannels = 4,
        SampleSize = 64,
        BlockOutChannels = [320, 640, 1280, 1280],
        TransformerLayers = [1, 1, 1, 0],
        MidTransformerLayers = 1,
        Heads = [8, 8, 8, 8],
        CrossAttentionDim = 768,
    };

    public IReadOnlyList<(string Name, int[] Shape)> Tensors => _tensors;

    /// <summary>Floating-point operations of one step for one latent: two for each multiplication of the layers and attentions.</summary>
    public double Flops => 2 * _multiplications;

    private void Describe()
    {
        int[] channels = [.. Config.BlockOutChannels];
        Conv("conv_in", 4, 320, 3, 0);
        Linear("time_embedding.linear_1", 320, 1280, 1);
        Linear("time_embedding.linear_2", 1280, 1280, 1);
        Stack<int> skips = new([320]);
        for (var level = 0; level < 4; level++)
        {
            var block = $"down_blocks.{level}";
            for (var i = 0; i < 2; i++)
            {
                Resnet($"{block}.resnets.{i}", i == 0 ? channels[Math.Max(level - 1, 0)] : channels[level], channels[level], level);
                Transformer($"{block}.attentions.{i}", level);
                skips.Push(channels[level]);
            }

            if (level < 3)
            {
                Conv($"{block}.downsamplers.0.conv", channels[level], channels[level], 3, level + 1);
                skips.Push(channels[level]);
            }
        }

        Resnet("mid_block.resnets.0", 1280, 1280, 3);
        Transformer("mid_block.attentions.0", 3, middle: true);
        Resnet("mid_block.resnets.1", 1280, 1280, 3);
        for (var level = 3; level >= 0; level--)
        {
            var block = $"up_blocks.{3 - level}";
            for (var i = 0; i < 3; i++)
            {
                var inputs = (i == 0 ? channels[Math.Min(level + 1, 3)] : channels[level]) + skips.Pop();
                Resnet($"{block}.resnets.{i}", inputs, channels[level], level);
                Transformer($"{block}.attentions.{i}", level);
            }

            if (level > 0)
            {
                Conv($"{block}.upsamplers.0.conv", channels[level], channels[level], 3, level - 1);
            }
        }

        Norm("conv_norm_out", 320);
        Conv("conv_out", 320, 4, 3, 0);
    }

    private void Resnet(string path, int inputs, int outputs, int level)
    {
        Norm($"{path}.norm1", inputs);
        Conv($"{path}.conv1", inputs, outputs, 3, level);
        Linear($"{path}.time_emb_proj", 1280, outputs, 1);
        Norm($"{path}.norm2", outputs);
        Conv($"{path}.conv2", outputs, outputs, 3, level);
        if (inputs != outputs)
        {
            Conv($"{path}.conv_shortcut", inputs, outputs, 1, level);
        }
    }

    private void Transformer(string path, int level, bool middle = false)
    {
        if (level == 3 && !middle)
        {
            return;
        }

        var width = Config.BlockOutChannels[level];
        var places = Places(level);
        Norm($"{path}.norm", width);
        Conv($"{path}.proj_in", width, width, 1, level);
        Conv($"{path}.proj_out", width, width, 1, level);
        var block = $"{path}.transformer_blocks.0";
        foreach (var (attention, contextWidth, contextTokens) in ((string, int, int)[])[("attn1", width, places),
            ("attn2", 768, TextTokens)])
        {
            Linear($"{block}.{attention}.to_q", width, width, places, bias: false);
            Linear($"{block}.{attention}.to_k", contextWidth, width, contextTokens, bias: false);
            Linear($"{block}.{attention}.to_v", contextWidth, width, contextTokens, bias: false);
            Linear($"{block}.{attention}.to_out.0", width, width, places);
            _multiplications += 2.0 * places * contextTokens * width;
        }

        Norm($"{block}.norm1", width);
        Norm($"{block}.norm2", width);
        Norm($"{block}.norm3", width);
        Linear($"{block}.ff.net.0.proj", width, 8 * width, places);
        Linear($"{block}.ff.net.2", 4 * width, width, places);
    }

    private int Places(int level) => (_latent >> level) * (_latent >> level);

    private void Norm(string path, int channels)
    {
        _tensors.Add(($"{path}.weight", [channels]));
        _tensors.Add(($"{path}.bias", [channels]));
    }

    private void Conv(string path, int inputs, int outputs, int kernel, int level)
    {
        _tensors.Add(($"{path}.weight", [outputs, inputs, kernel, kernel]));
        _tensors.Add(($"{path}.bias", [outputs]));
        _multiplications += (double)outputs * inputs * kernel * kernel * Places(level);
    }

    private void Linear(string path, int inputs, int outputs, int rows, bool bias = true)
    {
        _tensors.Add(($"{path}.weight", [outputs, inputs]));
        _multiplications += (double)outputs * inputs * rows;
        if (bias)
        {
            _tensors.Add(($"{path}.bias", [outputs]));
        }
    }
}
