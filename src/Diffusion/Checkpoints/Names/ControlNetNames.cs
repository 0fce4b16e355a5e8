namespace Atelier.Diffusion.Checkpoints;

/// <summary>
/// Translates the ControlNet names of the original code (lllyasviel/ControlNet, cldm.py) to diffusers'. Its copy of the UNet is named as
/// <see cref="UNetNames"/> knows.
/// </summary>
internal sealed class ControlNetNames(IEnumerable<string> keys)
{
    private const int HintLayers = 14;
    private readonly UNetNames _unet = new(keys);

    /// <inheritdoc cref="KeyMap"/>
    public IEnumerable<(string Name, WeightRef Weight)> Map(string key, WeightRef stored) =>
        Canonical(key) is { } name ? [(name, stored)] : [];

    /// <summary>diffusers' name; null for what no ControlNet needs.</summary>
    public string? Canonical(string key) =>
        Dotted.TryCutIndex(key, "zero_convs.", out var index, out var rest) && Dotted.TryCut(rest, "0.", out var end)
            ? $"controlnet_down_blocks.{index}.{end}"
        : Dotted.TryCut(key, "middle_block_out.0.", out end) ? $"controlnet_mid_block.{end}"
        : Dotted.TryCutIndex(key, "input_hint_block.", out index, out rest) ? $"controlnet_cond_embedding.{Hint(index)}.{rest}"
        : _unet.Canonical(key);

    // The original counts activations as layers too.
    private static string Hint(int layer) => layer switch
    {
        0 => "conv_in",
        HintLayers => "conv_out",
        _ => $"blocks.{(layer / 2) - 1}",
    };
}
