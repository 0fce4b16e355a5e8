using Atelier.Diffusion.Checkpoints;

namespace Atelier.Diffusion.Graphs;

/// <summary>What a VAE's encoder and decoder share.</summary>
/// <param name="Config">The VAE's shape.</param>
internal sealed record VaeBlocks(VaeConfig Config)
{
    private const float Epsilon = 1e-6f;

    private readonly ResnetBlock _resnet = new(Config.NormNumGroups, Epsilon);

    public Value Resnets(Module block, Value x, int inputs, int outputs, int count)
    {
        for (var i = 0; i < count; i++)
        {
            x = _resnet.Apply(block["resnets", i], x, i == 0 ? inputs : outputs, outputs);
        }

        return x;
    }

    /// <summary>Two residual blocks around an attention of one head over all places.</summary>
    public Value Middle(Module block, Value x, int channels)
    {
        x = _resnet.Apply(block["resnets", 0], x, channels, channels);
        if (Config.MidBlockAttention)
        {
            x = Attend(block["attentions", 0], x, channels);
        }

        return _resnet.Apply(block["resnets", 1], x, channels, channels);
    }

    /// <summary>The last norm, activation and convolution.</summary>
    public Value Out(Module module, Value x, int inputs, int outputs)
    {
        x = module["conv_norm_out"].GroupNorm(x, inputs, Config.NormNumGroups, Epsilon);
        return module["conv_out"].Conv(module.Silu(x), inputs, outputs);
    }

    private Value Attend(Module module, Value x, int channels)
    {
        var tokens = module["group_norm"].GroupNorm(x, channels, Config.NormNumGroups, Epsilon);
        tokens = module.Transpose(module.Reshape(tokens, 0, channels, -1), 0, 2, 1);
        var attended = module.MultiHead(
            module["to_q"].Linear(tokens, channels, channels),
            module["to_k"].Linear(tokens, channels, channels),
            module["to_v"].Linear(tokens, channels, channels),
            heads: 1);
        tokens = module["to_out.0"].Linear(attended, channels, channels);
        return module.Add(x, module.ReshapeLike(module.Transpose(tokens, 0, 2, 1), x));
    }
}
