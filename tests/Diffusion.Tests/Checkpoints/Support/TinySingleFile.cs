using Atelier.Diffusion.Checkpoints;

namespace Atelier.Diffusion.Tests.Checkpoints;

/// <summary><see cref="TinyModel"/>'s shapes as one file of SD 2.x with the original key names, filled with zeros.</summary>
internal static class TinySingleFile
{
    public static readonly UNetConfig UNet = TinyModel.UNet with { UseLinearProjection = true, NormNumGroups = 4 };

    private static readonly string[] Leaves =
    [
        "in_layers.0", "in_layers.2", "emb_layers.1", "out_layers.0", "out_layers.3", "skip_connection", "op", "conv", "norm", "proj_in",
        "proj_out",
        .. new[] { "norm1", "norm2", "norm3", "ff.net.0.proj", "ff.net.2", "attn1.to_q", "attn1.to_k", "attn1.to_v", "attn1.to_out.0",
            "attn2.to_q", "attn2.to_k", "attn2.to_v", "attn2.to_out.0" }
            .Select(leaf => $"transformer_blocks.0.{leaf}"),
    ];

    /// <summary>The file's bytes.</summary>
    /// <param name="layers">How many of OpenCLIP's layers it holds.</param>
    /// <param name="metadata">Its notes.</param>
    public static byte[] Of(int layers, params (string Key, string Value)[] metadata) =>
        SafetensorsWriter.Of(TensorType.F16, [.. UNetTensors(), .. VaeTensors(), .. TextTensors(layers)], metadata);

    private static IEnumerable<(string, long[])> UNetTensors()
    {
        var places = Range("input_blocks", 4, 2).Concat(Range("output_blocks", 4, 3))
            .Concat(Enumerable.Range(0, 3).Select(i => $"middle_block.{i}"));
        var keys = places.SelectMany(place => Leaves.Select(leaf => $"{place}.{leaf}"))
            .Concat(["input_blocks.0.0", "time_embed.0", "time_embed.2", "out.0", "out.2"]);
        var names = new UNetNames(["input_blocks.2.0.op.weight"]);
        return Rename("model.diffusion_model.", ExpectedUNet.Of(UNet), keys, names.Canonical);
    }

    private static IEnumerable<(string, long[])> VaeTensors()
    {
        string[] leaves = ["norm1", "conv1", "norm2", "conv2"];
        var blocks = Range("encoder.down", 2, 1, "block").Concat(Range("decoder.up", 2, 2, "block"))
            .Concat(["encoder.mid.block_1", "encoder.mid.block_2", "decoder.mid.block_1", "decoder.mid.block_2"]);
        string[] others = ["conv_in", "conv_out", "norm_out", "mid.attn_1.norm", "mid.attn_1.q", "mid.attn_1.k", "mid.attn_1.v",
            "mid.attn_1.proj_out"];
        var keys = blocks.SelectMany(block => leaves.Select(leaf => $"{block}.{leaf}"))
            .Concat(others.SelectMany(other => (string[])[$"encoder.{other}", $"decoder.{other}"]))
            .Concat(["encoder.down.0.downsample.conv", "decoder.up.1.upsample.conv", "quant_conv", "post_quant_conv"]);
        return Rename("first_stage_model.", ExpectedVae.Of(TinyModel.Vae), keys, new VaeNames(["decoder.up.1.x"]).Canonical);
    }

    private static IEnumerable<(string, long[])> TextTensors(int layers)
    {
        const string prefix = "cond_stage_model.model.";
        var (width, inner) = (TinyModel.Clip.HiddenSize, TinyModel.Clip.IntermediateSize);
        yield return ($"{prefix}token_embedding.weight", [TinyModel.Clip.VocabSize, width]);
        yield return ($"{prefix}positional_embedding", [TinyModel.Clip.MaxPositions, width]);
        yield return ($"{prefix}text_projection", [width, width]);
        yield return ($"{prefix}logit_scale", []);
        foreach (var place in Enumerable.Range(0, layers).Select(i => $"transformer.resblocks.{i}.").Append(""))
        {
            (string, long[])[] tensors = place.Length == 0
                ? [("ln_final.weight", [width]), ("ln_final.bias", [width])]
                :
                [
                    ("attn.in_proj_weight", [3 * width, width]), ("attn.in_proj_bias", [3 * width]),
                    ("attn.out_proj.weight", [width, width]), ("attn.out_proj.bias", [width]),
                    ("ln_1.weight", [width]), ("ln_1.bias", [width]), ("ln_2.weight", [width]), ("ln_2.bias", [width]),
                    ("mlp.c_fc.weight", [inner, width]), ("mlp.c_fc.bias", [inner]), ("mlp.c_proj.weight", [width, inner]),
                    ("mlp.c_proj.bias", [width]),
                ];
            foreach (var (name, shape) in tensors)
            {
                yield return (prefix + place + name, shape);
            }
        }
    }

    private static IEnumerable<string> Range(string outer, int blocks, int parts, string between = "") => Enumerable.Range(0, blocks)
        .SelectMany(block => Enumerable.Range(0, parts)
            .Select(part => between.Length == 0 ? $"{outer}.{block}.{part}" : $"{outer}.{block}.{between}.{part}"));

    // The original name of each weight, found among all names that the original code could give.
    private static IEnumerable<(string, long[])> Rename(
        string prefix, WeightList expected, IEnumerable<string> modules, Func<string, string?> canonical)
    {
        var originals = modules.SelectMany(module => (string[])[$"{module}.weight", $"{module}.bias"])
            .Where(key => canonical(key) is not null).GroupBy(key => canonical(key)!)
            .ToDictionary(group => group.Key, group => group.First());
        return expected.Items.Select(item => (prefix + originals[item.Name], item.Shape));
    }
}
