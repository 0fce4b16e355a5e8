namespace Atelier.Lora.Files;

/// <summary>The parts that a module's tensors are, by the endings of their names.</summary>
internal static class PartNames
{
    public const string Down = "down";
    public const string Up = "up";
    public const string Mid = "mid";
    public const string Alpha = "alpha";
    public const string Magnitude = "magnitude";

    // A longer ending comes before one that it ends with.
    private static readonly (string Ending, string Part)[] Endings =
    [
        (".lora_down.weight", Down),
        (".lora_up.weight", Up),
        (".lora_mid.weight", Mid),
        (".lora_A.default.weight", Down),
        (".lora_B.default.weight", Up),
        (".lora_A.weight", Down),
        (".lora_B.weight", Up),
        (".lora_linear_layer.down.weight", Down),
        (".lora_linear_layer.up.weight", Up),
        (".lora.down.weight", Down),
        (".lora.up.weight", Up),
        ("_lora.down.weight", Down),
        ("_lora.up.weight", Up),
        (".lora_magnitude_vector.default.weight", Magnitude),
        (".lora_magnitude_vector.weight", Magnitude),
        (".lora_magnitude_vector", Magnitude),
        (".dora_scale", Magnitude),
        (".alpha", Alpha),
        (".hada_w1_a", "hada_w1_a"),
        (".hada_w1_b", "hada_w1_b"),
        (".hada_w2_a", "hada_w2_a"),
        (".hada_w2_b", "hada_w2_b"),
        (".hada_t1", "hada_t1"),
        (".hada_t2", "hada_t2"),
        (".lokr_w1_a", "lokr_w1_a"),
        (".lokr_w1_b", "lokr_w1_b"),
        (".lokr_w1", "lokr_w1"),
        (".lokr_w2_a", "lokr_w2_a"),
        (".lokr_w2_b", "lokr_w2_b"),
        (".lokr_w2", "lokr_w2"),
        (".lokr_t2", "lokr_t2"),
        (".diff", "diff"),
        (".diff_b", "diff_b"),
        (".w_norm", "w_norm"),
        (".b_norm", "b_norm"),
        (".on_input", "on_input"),
        (".a1.weight", "a1"),
        (".a2.weight", "a2"),
        (".b1.weight", "b1"),
        (".b2.weight", "b2"),
        (".oft_blocks", "oft_blocks"),
        (".oft_diag", "oft_blocks"),
        (".rescale", "rescale"),
        (".weight", "weight"),
    ];

    /// <summary>Takes a tensor's name apart.</summary>
    /// <returns>The module and the part; null where the ending is not known.</returns>
    public static (string Module, string Part)? Split(string name)
    {
        foreach (var (ending, part) in Endings)
        {
            if (name.Length > ending.Length && name.EndsWith(ending, StringComparison.Ordinal))
            {
                return (name[..^ending.Length], part);
            }
        }

        return null;
    }
}
