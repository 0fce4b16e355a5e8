using System.Globalization;
using Atelier.Adapters;

namespace Atelier.Lora.Names;

/// <summary>
/// What the original code (CompVis latent-diffusion, openaimodel.py) calls a UNet's layers. It numbers its blocks through: with n residual
/// blocks a level, input block 1 + (n + 1)·level + layer, its last layer being the downsampler, and output block (n + 1)·level + layer.
/// </summary>
internal sealed class OriginalNames
{
    private static readonly (string From, string To)[] Ends =
    [
        ("conv_in", "input_blocks.0.0"),
        ("time_embedding.linear_1", "time_embed.0"),
        ("time_embedding.linear_2", "time_embed.2"),
        ("add_embedding.linear_1", "label_emb.0.0"),
        ("add_embedding.linear_2", "label_emb.0.2"),
        ("mid_block.resnets.0", "middle_block.0"),
        ("mid_block.attentions.0", "middle_block.1"),
        ("mid_block.resnets.1", "middle_block.2"),
        ("conv_norm_out", "out.0"),
        ("conv_out", "out.2"),
    ];

    private static readonly (string From, string To)[] Residual =
    [
        ("norm1", "in_layers.0"),
        ("conv1", "in_layers.2"),
        ("time_emb_proj", "emb_layers.1"),
        ("norm2", "out_layers.0"),
        ("conv2", "out_layers.3"),
        ("conv_shortcut", "skip_connection"),
    ];

    private readonly int _layers;
    private readonly HashSet<string> _attentions = [];

    public OriginalNames(IReadOnlyList<AdapterTarget> targets)
    {
        foreach (var path in targets.Where(target => target.Component == "unet").Select(target => target.Path.Split('.')))
        {
            if (path is ["down_blocks", "0", "resnets", var layer, ..])
            {
                _layers = Math.Max(_layers, Number(layer) + 1);
            }

            if (path is [var side, var level, "attentions", ..])
            {
                _attentions.Add($"{side}.{level}");
            }
        }
    }

    /// <summary>The original path; null where there is none.</summary>
    public string? Of(string path)
    {
        if (Renamed(path, Ends) is { } end)
        {
            return path.Contains(".resnets.", StringComparison.Ordinal) ? WithResidualNames(end, segments: 2) : end;
        }

        return path.Split('.', 5) switch
        {
            ["down_blocks", var level, "downsamplers", ..] => $"input_blocks.{((Number(level) + 1) * (_layers + 1))}.0.op",
            ["down_blocks", var level, var list, var layer, var rest] => Block("input_blocks", 1 + Position(level, layer), list, rest),
            ["up_blocks", var level, "upsamplers", ..] =>
                $"output_blocks.{Position(level, "0") + _layers}.{(_attentions.Contains($"up_blocks.{level}") ? 2 : 1)}.conv",
            ["up_blocks", var level, var list, var layer, var rest] => Block("output_blocks", Position(level, layer), list, rest),
            _ => null,
        };
    }

    private int Position(string level, string layer) => (Number(level) * (_layers + 1)) + Number(layer);

    private static string Block(string side, int number, string list, string rest) => list == "resnets"
        ? WithResidualNames($"{side}.{number}.0.{rest}", segments: 3)
        : $"{side}.{number}.1.{rest}";

    // The names inside a residual block, which begin after so many segments.
    private static string WithResidualNames(string path, int segments)
    {
        var parts = path.Split('.');
        var (head, inner) = (string.Join('.', parts[..segments]), string.Join('.', parts[segments..]));
        return $"{head}.{Renamed(inner, Residual) ?? inner}";
    }

    private static string? Renamed(string path, (string From, string To)[] rules)
    {
        foreach (var (from, to) in rules)
        {
            if (path == from || path.StartsWith(from + ".", StringComparison.Ordinal))
            {
                return to + path[from.Length..];
            }
        }

        return null;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
