using System.Text.Json;
using Atelier.Support;

namespace Atelier.Diffusion.Tests.Networks;

/// <summary>
/// A ControlNet in diffusers' layout written again under the original code's names, worked out from theirs one rule at a time.
/// </summary>
internal static class OriginalControlNet
{
    private static readonly (string From, string To)[] Parts =
    [
        ("time_embedding.linear_1.", "time_embed.0."),
        ("time_embedding.linear_2.", "time_embed.2."),
        ("add_embedding.linear_1.", "label_emb.0.0."),
        ("add_embedding.linear_2.", "label_emb.0.2."),
        ("conv_in.", "input_blocks.0.0."),
        ("controlnet_cond_embedding.conv_in.", "input_hint_block.0."),
        ("controlnet_cond_embedding.conv_out.", "input_hint_block.14."),
        ("controlnet_mid_block.", "middle_block_out.0."),
        ("mid_block.resnets.0.", "middle_block.0."),
        ("mid_block.attentions.0.", "middle_block.1."),
        ("mid_block.resnets.1.", "middle_block.2."),
    ];

    private static readonly (string From, string To)[] Residual =
    [
        (".norm1.", ".in_layers.0."),
        (".conv1.", ".in_layers.2."),
        (".time_emb_proj.", ".emb_layers.1."),
        (".norm2.", ".out_layers.0."),
        (".conv2.", ".out_layers.3."),
        (".conv_shortcut.", ".skip_connection."),
    ];

    public static byte[] Write(string path, string prefix)
    {
        var tensors = GoldenTensors.Read(path);
        var header = new Dictionary<string, object>();
        var data = new MemoryStream();
        foreach (var name in tensors.Names)
        {
            var tensor = tensors[name];
            var begin = data.Length;
            data.Write(tensor.Bytes);
            header[prefix + NameOf(name)] = new { dtype = tensor.Type, shape = tensor.Shape, data_offsets = new[] { begin, data.Length } };
        }

        return Checkpoints.SafetensorsWriter.File(JsonSerializer.SerializeToUtf8Bytes(header), data.ToArray());
    }

    private static string NameOf(string name)
    {
        var dots = name.Split('.');
        var renamed = name switch
        {
            _ when Parts.FirstOrDefault(part => name.StartsWith(part.From, StringComparison.Ordinal)) is { From: { } from, To: var to } =>
                to + name[from.Length..],
            _ when dots[0] == "controlnet_cond_embedding" => $"input_hint_block.{2 + (2 * int.Parse(dots[2]))}.{dots[3]}",
            _ when dots[0] == "controlnet_down_blocks" => $"zero_convs.{dots[1]}.0.{dots[2]}",
            _ when dots[2] == "downsamplers" => $"input_blocks.{3 * (int.Parse(dots[1]) + 1)}.0.op.{dots[5]}",
            _ => $"input_blocks.{1 + (3 * int.Parse(dots[1])) + int.Parse(dots[3])}.{(dots[2] == "resnets" ? 0 : 1)}.{string.Join('.', dots[4..])}",
        };
        return name.Contains(".resnets.", StringComparison.Ordinal)
            ? Residual.Aggregate(renamed, (text, rule) => text.Replace(rule.From, rule.To, StringComparison.Ordinal))
            : renamed;
    }
}
