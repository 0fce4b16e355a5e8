namespace Atelier.Diffusion.Checkpoints;

/// <summary>
/// Translates OpenCLIP's text model (open_clip, transformer.py) to transformers' names. Its query, key and value lie packed in one
/// tensor, in this order along the first axis, and its projection is applied from the right, so it is stored transposed.
/// </summary>
internal static class OpenClipNames
{
    private static readonly string[] Packed = ["q_proj", "k_proj", "v_proj"];

    private static readonly (string From, string To)[] Outer =
    [
        ("token_embedding", "text_model.embeddings.token_embedding"),
        ("positional_embedding", "text_model.embeddings.position_embedding.weight"),
        ("ln_final", "text_model.final_layer_norm"),
        ("text_projection", "text_projection"),
    ];

    private static readonly (string From, string To)[] Layer =
    [
        ("ln_1", "layer_norm1"),
        ("ln_2", "layer_norm2"),
        ("mlp.c_fc", "mlp.fc1"),
        ("mlp.c_proj", "mlp.fc2"),
        ("attn.out_proj", "self_attn.out_proj"),
    ];

    /// <inheritdoc cref="KeyMap"/>
    public static IEnumerable<(string Name, WeightRef Weight)> Map(string key, WeightRef stored)
    {
        if (key == "text_projection" && stored.Shape is [var width, var projected])
        {
            return [("text_projection.weight", stored with { Shape = [projected, width], Transposed = true })];
        }

        if (!Dotted.TryCutIndex(key, "transformer.resblocks.", out var index, out var inner))
        {
            return Dotted.Rename(key, Outer) is { } name ? [(name, stored)] : [];
        }

        var layer = $"text_model.encoder.layers.{index}.";
        return Dotted.TryCut(inner, "attn.in_proj_", out var end) ? Slices(layer + "self_attn.", end, stored)
            : Dotted.Rename(inner, Layer) is { } renamed ? [(layer + renamed, stored)]
            : [];
    }

    private static IEnumerable<(string Name, WeightRef Weight)> Slices(string module, string end, WeightRef stored)
    {
        if (stored.Shape.Count == 0 || stored.Shape[0] % Packed.Length != 0)
        {
            yield break;
        }

        var rows = stored.Shape[0] / Packed.Length;
        for (var i = 0; i < Packed.Length; i++)
        {
            yield return ($"{module}{Packed[i]}.{end}", stored.Rows(i * rows, rows));
        }
    }
}
