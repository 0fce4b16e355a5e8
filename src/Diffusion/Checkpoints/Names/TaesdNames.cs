namespace Atelier.Diffusion.Checkpoints;

/// <summary>
/// Translates a TAESD's names to diffusers' (AutoencoderTiny). The original files hold one half each and only count its layers; a decoder's
/// begin with one that diffusers does not count, which holds its input in bounds.
/// </summary>
internal static class TaesdNames
{
    private const string EncoderStart = "0.weight";
    private const string DecoderStart = "1.weight";
    private static readonly string[] Halves = ["encoder.layers.", "decoder.layers."];

    /// <summary>Whether these are the names of one, in either layout.</summary>
    public static bool Recognises(IReadOnlySet<string> tensors) => IsOriginalDecoder(tensors) || IsOriginalEncoder(tensors)
        || (tensors.Contains("decoder.layers.0.weight") && tensors.Contains("decoder.layers.2.conv.0.weight"));

    /// <summary>Whether it holds a decoder.</summary>
    public static bool HasDecoder(IReadOnlySet<string> tensors) => Recognises(tensors) && !IsOriginalEncoder(tensors);

    /// <summary>Whether it holds an encoder.</summary>
    public static bool HasEncoder(IReadOnlySet<string> tensors) =>
        IsOriginalEncoder(tensors) || tensors.Contains("encoder.layers.0.weight");

    /// <summary>Diffusers' names.</summary>
    /// <param name="tensors">All names of the file.</param>
    public static KeyMap Map(IReadOnlySet<string> tensors) => (key, stored) => Canonical(tensors, key) is { } name ? [(name, stored)] : [];

    private static string? Canonical(IReadOnlySet<string> tensors, string key) =>
        Array.Exists(Halves, half => key.StartsWith(half, StringComparison.Ordinal)) ? key
        : !Dotted.TryCutIndex(key, "", out var index, out var inner) ? null
        : IsOriginalEncoder(tensors) ? $"encoder.layers.{index}.{inner}"
        : $"decoder.layers.{index - 1}.{inner}";

    private static bool IsOriginalEncoder(IReadOnlySet<string> tensors) =>
        tensors.Contains(EncoderStart) && tensors.Contains("1.conv.0.weight");

    private static bool IsOriginalDecoder(IReadOnlySet<string> tensors) =>
        tensors.Contains(DecoderStart) && tensors.Contains("3.conv.0.weight");
}
