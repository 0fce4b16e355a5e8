using System.Globalization;
using System.Text.RegularExpressions;
using Atelier.Host.Api.Json;

namespace Atelier.Host.Api.Automatic1111.Control;

/// <summary>The extension's words, and what they are here. It takes numbers for them too, in this order.</summary>
internal static partial class ControlWords
{
    public static IReadOnlyList<(string Word, string Ours)> Resizes { get; } =
    [
        ("Just Resize", "stretch"), ("Crop and Resize", "crop"), ("Resize and Fill", "fill"),
        ("Scale to Fit (Inner Fit)", "crop"), ("Envelope (Outer Fit)", "fill"),
    ];

    public static IReadOnlyList<(string Word, string Ours)> Modes { get; } =
        [("Balanced", "balanced"), ("My prompt is more important", "prompt"), ("ControlNet is more important", "control")];

    public static IReadOnlyList<(string Word, string Ours)> Passes { get; } = [("Both", "both"), ("Low res only", "first"), ("High res only", "second")];

    /// <summary>What a field says in our words. One that cannot be meant is noted in the unit.</summary>
    public static string Of(LenientBody unit, string field, IReadOnlyList<(string Word, string Ours)> words, string usual)
    {
        if (unit.Text(field) is not { Length: > 0 } text)
        {
            return usual;
        }

        var found = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < words.Count
            ? words[index].Ours
            : words.FirstOrDefault(pair => pair.Word.Equals(text, StringComparison.OrdinalIgnoreCase)).Ours;
        if (found is null)
        {
            unit.Refuse(field, $"{Texts.OneLine.Quoted(text)} is not possible; it must be one of {string.Join(", ", words.Select(pair => pair.Word))}");
        }

        return found ?? usual;
    }

    /// <summary>A preprocessor's first options. As the extension does it, one that is out of range is as if not given.</summary>
    public static Dictionary<string, double> Thresholds(LenientBody body, IReadOnlyList<PartOption> declared, IReadOnlyList<string> fields)
    {
        var options = new Dictionary<string, double>();
        foreach (var (option, field) in declared.Zip(fields))
        {
            if (body.Number(field) is { } value && value >= option.Minimum && value <= option.Maximum)
            {
                options[option.Name] = value;
            }
        }

        return options;
    }

    /// <summary>A preprocessor's name without what the extension explains behind it: <c>invert (from white bg &amp; black line)</c>.</summary>
    public static string Preprocessor(string? module)
    {
        var name = Explanation().Replace(module ?? "", "").Trim();
        return name.Length == 0 || name.Equals("none", StringComparison.OrdinalIgnoreCase) ? "none" : name;
    }

    /// <summary>A file's name without the hash that AUTOMATIC1111 writes behind it: <c>control_canny [d14c016b]</c>.</summary>
    public static string WithoutHash(string title) => Hash().Replace(title, "").Trim();

    [GeneratedRegex(@"\s*\(.*\)\s*$")]
    private static partial Regex Explanation();

    [GeneratedRegex(@"\s*\[[0-9a-fA-F]+\]\s*$")]
    private static partial Regex Hash();
}
