using System.Text.RegularExpressions;

namespace Atelier.Diffusion.Imaging.Metadata;

/// <summary>The words of sd-webui-controlnet, and what they are here, in the order of its numbers for them.</summary>
public static partial class ControlNetWords
{
    /// <summary>How a picture comes to the size that is made; its older words last.</summary>
    public static IReadOnlyList<(string Word, string Ours)> Resizes { get; } =
    [
        ("Just Resize", "stretch"), ("Crop and Resize", "crop"), ("Resize and Fill", "fill"),
        ("Scale to Fit (Inner Fit)", "crop"), ("Envelope (Outer Fit)", "fill"),
    ];

    /// <summary>Whether prompt or control counts more.</summary>
    public static IReadOnlyList<(string Word, string Ours)> Modes { get; } =
        [("Balanced", "balanced"), ("My prompt is more important", "prompt"), ("ControlNet is more important", "control")];

    /// <summary>Its names for the first two options of a preprocessor, whatever they are called.</summary>
    public static IReadOnlyList<string> Thresholds { get; } = ["threshold_a", "threshold_b"];

    /// <summary>
    /// A preprocessor's name without what the extension explains behind it: <c>invert (from white bg &amp; black line)</c>.
    /// </summary>
    /// <param name="module">As the extension writes it; null and <c>None</c> are <c>none</c>.</param>
    public static string Preprocessor(string? module)
    {
        var name = Explanation().Replace(module ?? "", "").Trim();
        return name.Length == 0 || name.Equals("none", StringComparison.OrdinalIgnoreCase) ? "none" : name;
    }

    /// <summary>A file's name without the hash that AUTOMATIC1111 writes behind it: <c>control_canny [d14c016b]</c>.</summary>
    /// <param name="title">As it is listed.</param>
    public static string WithoutHash(string title) => Hash().Replace(title, "").Trim();

    [GeneratedRegex(@"\s*\(.*\)\s*$")]
    private static partial Regex Explanation();

    [GeneratedRegex(@"\s*\[[0-9a-fA-F]+\]\s*$")]
    private static partial Regex Hash();
}
