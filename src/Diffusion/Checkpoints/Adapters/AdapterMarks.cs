namespace Atelier.Diffusion.Checkpoints;

/// <summary>
/// What an adapter's tensors give away about it, for lists. What it changes in a model is for the adapter formats to say.
/// </summary>
internal static class AdapterMarks
{
    private static readonly (string Part, string Kind)[] Kinds =
    [
        ("dora_scale", "DoRA"),
        ("lora_magnitude_vector", "DoRA"),
        (".hada_w1", "LoHa"),
        (".lokr_w", "LoKr"),
        (".oft_", "OFT"),
        (".on_input", "IA3"),
        (".b2.weight", "GLoRA"),
        ("lora_mid", "LoCon"),
        ("lora_", "LoRA"),
        ("lora.down", "LoRA"),
    ];

    private static readonly string[] Downs = [".lora_down.weight", ".lora_A.weight", "lora.down.weight", "lora_linear_layer.down.weight",
        ".hada_w1_b", ".lokr_w2_b", ".lokr_w1_b"];

    // The width of the text that cross-attention reads.
    private static readonly Dictionary<int, string> Families = new() { [768] = "sd1", [1024] = "sd2", [2048] = "sdxl" };

    /// <summary>Empty for a file that is no adapter.</summary>
    public static string KindOf(SafetensorsFile file)
    {
        var kind = Kinds.FirstOrDefault(kind => file.Tensors.Any(tensor => tensor.Name.Contains(kind.Part, StringComparison.Ordinal))).Kind
            ?? (file.Tensors.Any(tensor => tensor.Name.EndsWith(".diff", StringComparison.Ordinal)) ? "full difference" : "");
        return kind == "LoRA" && file.Tensors.Any(tensor => IsDown(tensor) && tensor.Shape is [_, _, > 1, _]) ? "LoCon" : kind;
    }

    public static int? RankOf(SafetensorsFile file)
    {
        var ranks = file.Tensors.Where(tensor => IsDown(tensor) && tensor.Shape.Count >= 2).Select(tensor => tensor.Shape[0]).ToList();
        return ranks.Count == 0 ? null : ranks.Max();
    }

    public static string? FamilyOf(SafetensorsFile file)
    {
        if (file.Metadata.GetValueOrDefault("ss_base_model_version") is { Length: > 0 } version)
        {
            return version.StartsWith("sdxl", StringComparison.Ordinal) ? "sdxl"
                : version.StartsWith("sd_v1", StringComparison.Ordinal) ? "sd1"
                : version.StartsWith("sd_v2", StringComparison.Ordinal) ? "sd2"
                : null;
        }

        if (file.Tensors.Any(
            tensor => tensor.Name.StartsWith("lora_te2_", StringComparison.Ordinal)
                || tensor.Name.StartsWith("text_encoder_2.", StringComparison.Ordinal)))
        {
            return "sdxl";
        }

        var width = file.Tensors.FirstOrDefault(tensor => IsDown(tensor) && IsCrossAttention(tensor.Name))?.Shape.ElementAtOrDefault(1);
        return width is { } known ? Families.GetValueOrDefault(known) : null;
    }

    private static bool IsCrossAttention(string name) =>
        name.Contains("attn2_to_k", StringComparison.Ordinal) || name.Contains("attn2.to_k", StringComparison.Ordinal)
        || name.Contains("attn2.processor.to_k", StringComparison.Ordinal);

    private static bool IsDown(SafetensorsTensor tensor) => Downs.Any(ending => tensor.Name.EndsWith(ending, StringComparison.Ordinal));
}
