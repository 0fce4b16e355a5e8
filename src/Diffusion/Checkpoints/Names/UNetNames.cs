namespace Atelier.Diffusion.Checkpoints;

/// <summary>
/// Translates the UNet names of the original code (CompVis latent-diffusion, openaimodel.py) to diffusers'. The original numbers
/// its blocks through: with n residual blocks a level, input block 1 + (n + 1)·level + layer, its last layer being the
/// downsampler, and output block (n + 1)·level + layer.
/// </summary>
internal sealed class UNetNames
{
    private static readonly (string From, string To)[] Ends =
    [
        ("input_blocks.0.0", "conv_in"),
        ("time_embed.0", "time_embedding.linear_1"),
        ("time_embed.2", "time_embedding.linear_2"),
        ("time_embed.cond_proj", "time_embedding.cond_proj"),
        ("label_emb.0.0", "add_embedding.linear_1"),
        ("label_emb.0.2", "add_embedding.linear_2"),
        ("middle_block.0", "mid_block.resnets.0"),
        ("middle_block.1", "mid_block.attentions.0"),
        ("middle_block.2", "mid_block.resnets.1"),
        ("out.0", "conv_norm_out"),
        ("out.2", "conv_out"),
    ];

    private static readonly (string From, string To)[] Residual =
    [
        ("in_layers.0", "norm1"),
        ("in_layers.2", "conv1"),
        ("emb_layers.1", "time_emb_proj"),
        ("out_layers.0", "norm2"),
        ("out_layers.3", "conv2"),
        ("skip_connection", "conv_shortcut"),
    ];

    private readonly int _layers;

    /// <param name="keys">All names of the UNet: the first downsampler among them tells how many residual blocks a level has.</param>
    public UNetNames(IEnumerable<string> keys)
    {
        var last = 0;
        var firstDownsampler = int.MaxValue;
        foreach (var key in keys)
        {
            if (Dotted.TryCutIndex(key, "input_blocks.", out var block, out var rest))
            {
                last = Math.Max(last, block);
                firstDownsampler = rest.StartsWith("0.op.", StringComparison.Ordinal)
                    ? Math.Min(firstDownsampler, block)
                    : firstDownsampler;
            }
        }

        _layers = Math.Max(1, firstDownsampler == int.MaxValue ? last : firstDownsampler - 1);
    }

    /// <inheritdoc cref="KeyMap"/>
    public IEnumerable<(string Name, WeightRef Weight)> Map(string key, WeightRef stored) =>
        Canonical(key) is { } name ? [(name, stored)] : [];

    /// <summary>diffusers' name; null for what no UNet needs.</summary>
    public string? Canonical(string key) =>
        Dotted.Rename(key, Ends) is { } renamed ? WithResidualNames(renamed)
        : Dotted.TryCutIndex(key, "input_blocks.", out var block, out var rest) ? Block("down_blocks", block - 1, rest)
        : Dotted.TryCutIndex(key, "output_blocks.", out block, out rest) ? Block("up_blocks", block, rest)
        : null;

    private string? Block(string side, int number, string rest)
    {
        var (level, layer) = Math.DivRem(number, _layers + 1);
        if (number < 0 || !Dotted.TryCutIndex(rest, "", out var part, out var inner))
        {
            return null;
        }

        return Dotted.TryCut(inner, "op.", out var end) ? $"{side}.{level}.downsamplers.0.conv.{end}"
            : part > 0 && inner.StartsWith("conv.", StringComparison.Ordinal) ? $"{side}.{level}.upsamplers.0.{inner}"
            : part == 0 ? WithResidualNames($"{side}.{level}.resnets.{layer}.{inner}")
            : part == 1 ? $"{side}.{level}.attentions.{layer}.{inner}"
            : null;
    }

    private static string WithResidualNames(string name)
    {
        var at = name.IndexOf(".resnets.", StringComparison.Ordinal);
        if (at < 0)
        {
            return name;
        }

        var inner = name.IndexOf('.', at + ".resnets.".Length) + 1;
        return Dotted.Rename(name[inner..], Residual) is { } renamed ? name[..inner] + renamed : name;
    }
}
