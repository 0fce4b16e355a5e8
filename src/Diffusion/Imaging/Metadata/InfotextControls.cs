using System.Globalization;
using Atelier.Generation;

namespace Atelier.Diffusion.Imaging.Metadata;

/// <summary>Control units as sd-webui-controlnet writes them (<c>ControlNetUnit.serialize</c>): <c>ControlNet 0: "Module: canny, Model: …"</c>.</summary>
internal static class InfotextControls
{
    // What it writes where a number is not set.
    private const string Unset = "-1";

    public static IEnumerable<(string Key, string? Value)> Write(IReadOnlyList<ControlUnit> units) =>
        units.Select((unit, i) => ($"ControlNet {i}", (string?)Write(unit)));

    private static string Write(ControlUnit unit)
    {
        double[] thresholds = [.. unit.PreprocessorOptions.Values];
        (string Key, string Value)[] fields =
        [
            ("Module", unit.Preprocessor),
            ("Model", unit.Model),
            ("Weight", Text(unit.Weight)),
            ("Resize Mode", unit.Resize switch { "stretch" => "Just Resize", "fill" => "Resize and Fill", _ => "Crop and Resize" }),
            ("Processor Res", unit.Resolution is { } resolution ? resolution.ToString(CultureInfo.InvariantCulture) : Unset),
            ("Threshold A", thresholds.Length > 0 ? Text(thresholds[0]) : Unset),
            ("Threshold B", thresholds.Length > 1 ? Text(thresholds[1]) : Unset),
            ("Guidance Start", Text(unit.Start)),
            ("Guidance End", Text(unit.End)),
            ("Pixel Perfect", unit.Resolution is null ? "True" : "False"),
            ("Control Mode", unit.Mode switch { "prompt" => "My prompt is more important", "control" => "ControlNet is more important", _ => "Balanced" }),
        ];
        return string.Join(", ", fields.Select(field => $"{field.Key}: {Plain(field.Value)}"));
    }

    // Its reader splits at both; a name with one of them would take the whole unit with it.
    private static string Plain(string value) => value.Replace(",", "", StringComparison.Ordinal).Replace(":", "", StringComparison.Ordinal);

    private static string Text(double number) => number.ToString("0.0###############", CultureInfo.InvariantCulture);
}
