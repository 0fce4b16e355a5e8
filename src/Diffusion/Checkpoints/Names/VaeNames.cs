namespace Atelier.Diffusion.Checkpoints;

/// <summary>
/// Translates autoencoder names to today's diffusers': from the original code (CompVis latent-diffusion, model.py), which counts
/// the decoder's levels from the picture where diffusers counts from the latent, and from diffusers before 0.15, which called the
/// attention's layers query, key, value and proj_attn. Attention layers come as 1×1 convolutions or as matrices: they are
/// given as matrices.
/// </summary>
internal sealed class VaeNames
{
    private static readonly string[] Parts = ["encoder.", "decoder.", "quant_conv.", "post_quant_conv."];

    private static readonly (string From, string To)[] Middle =
    [
        ("mid.block_1", "mid_block.resnets.0"),
        ("mid.block_2", "mid_block.resnets.1"),
        ("mid.attn_1", "mid_block.attentions.0"),
        ("norm_out", "conv_norm_out"),
    ];

    private static readonly (string From, string To)[] Attention =
    [
        ("norm", "group_norm"),
        ("q", "to_q"),
        ("k", "to_k"),
        ("v", "to_v"),
        ("proj_out", "to_out.0"),
        ("query", "to_q"),
        ("key", "to_k"),
        ("value", "to_v"),
        ("proj_attn", "to_out.0"),
    ];

    private readonly int _levels;

    /// <param name="keys">All names of the autoencoder: they tell how many levels it has.</param>
    public VaeNames(IEnumerable<string> keys)
    {
        foreach (var key in keys)
        {
            if (Dotted.TryCutIndex(key, "decoder.up.", out var level, out _))
            {
                _levels = Math.Max(_levels, level + 1);
            }
        }
    }

    /// <inheritdoc cref="KeyMap"/>
    public IEnumerable<(string Name, WeightRef Weight)> Map(string key, WeightRef stored)
    {
        if (!Array.Exists(Parts, part => key.StartsWith(part, StringComparison.Ordinal)))
        {
            return [];
        }

        var name = Canonical(key);
        return name.Contains(".attentions.", StringComparison.Ordinal)
            ? [(name, stored with
            {
                Shape = Flattened(stored.Shape, name.EndsWith(".weight", StringComparison.Ordinal) && !name.Contains("group_norm") ? 2 : 1),
            })]
            : [(name, stored)];
    }

    /// <summary>diffusers' name.</summary>
    public string Canonical(string key)
    {
        var dot = key.IndexOf('.', StringComparison.Ordinal) + 1;
        var (part, rest) = (key[..dot], key[dot..]);
        if (Dotted.TryCutIndex(rest, "down.", out var level, out var inner))
        {
            return $"{part}down_blocks.{level}.{Layer(inner)}";
        }

        if (Dotted.TryCutIndex(rest, "up.", out level, out inner))
        {
            return $"{part}up_blocks.{_levels - 1 - level}.{Layer(inner)}";
        }

        rest = Dotted.Rename(rest, Middle) ?? rest;
        return part + (Dotted.TryCut(rest, "mid_block.attentions.0.", out inner)
            ? "mid_block.attentions.0." + (Dotted.Rename(inner, Attention) ?? inner)
            : rest.Replace(".nin_shortcut.", ".conv_shortcut.", StringComparison.Ordinal));
    }

    private static string Layer(string inner) =>
        Dotted.TryCut(inner, "block.", out var block)
            ? $"resnets.{block.Replace(".nin_shortcut.", ".conv_shortcut.", StringComparison.Ordinal)}"
        : Dotted.TryCut(inner, "downsample.", out var conv) ? $"downsamplers.0.{conv}"
        : Dotted.TryCut(inner, "upsample.", out conv) ? $"upsamplers.0.{conv}"
        : inner;

    private static IReadOnlyList<int> Flattened(IReadOnlyList<int> shape, int rank) =>
        shape.Count > rank && shape.Skip(rank).All(size => size == 1) ? [.. shape.Take(rank)] : shape;
}
