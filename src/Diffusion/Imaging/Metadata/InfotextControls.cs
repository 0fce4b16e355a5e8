using System.Globalization;
using Atelier.Generation;

namespace Atelier.Diffusion.Imaging.Metadata;

/// <summary>
/// Control units as sd-webui-controlnet writes them (<c>ControlNetUnit.serialize</c>): <c>ControlNet 0: "Module: canny, Model: …"</c>. It
/// does not say which
/// picture a unit had: one that is read takes the picture to begin from, until it is given its own.
/// </summary>
internal static class InfotextControls
{
    private const string Unit = "ControlNet ";

    // What it writes where a number is not set.
    private const string Unset = "-1";

    public static IEnumerable<(string Key, string? Value)> Write(IReadOnlyList<ControlUnit> units) =>
        units.Select((unit, i) => ($"{Unit}{i}", (string?)Write(unit)));

    /// <summary>The units that a text names.</summary>
    /// <exception cref="RequestException">A value is not what its field needs.</exception>
    public static ControlUnit[] Read(Infotext infotext) => infotext.Fields
        .Where(field => field.Key.StartsWith(Unit, StringComparison.Ordinal)
            && field.Key.AsSpan(Unit.Length).IndexOfAnyExceptInRange('0', '9') < 0)
        .Select(field => Pairs(field.Value))
        .Where(fields => fields.GetValueOrDefault("Enabled") != "False" && fields.GetValueOrDefault("Model") is not (null or "None"))
        .Select(Read)
        .ToArray();

    private static string Write(ControlUnit unit)
    {
        double[] thresholds = [.. unit.PreprocessorOptions.Values];
        (string Key, string Value)[] fields =
        [
            ("Module", unit.Preprocessor),
            ("Model", unit.Model),
            ("Weight", Text(unit.Weight)),
            ("Resize Mode", WordOf(ControlNetWords.Resizes, unit.Resize, "Crop and Resize")),
            ("Processor Res", unit.Resolution is { } resolution ? resolution.ToString(CultureInfo.InvariantCulture) : Unset),
            ("Threshold A", thresholds.Length > 0 ? Text(thresholds[0]) : Unset),
            ("Threshold B", thresholds.Length > 1 ? Text(thresholds[1]) : Unset),
            ("Guidance Start", Text(unit.Start)),
            ("Guidance End", Text(unit.End)),
            ("Pixel Perfect", unit.Resolution is null ? "True" : "False"),
            ("Control Mode", WordOf(ControlNetWords.Modes, unit.Mode, "Balanced")),
        ];
        return string.Join(", ", fields.Select(field => $"{field.Key}: {Plain(field.Value)}"));
    }

    private static ControlUnit Read(Dictionary<string, string> fields)
    {
        var common = new ControlUnit { Model = "" };
        var resolution = Whole("Processor Res");
        return new ControlUnit
        {
            Model = ControlNetWords.WithoutHash(fields["Model"]),
            Preprocessor = ControlNetWords.Preprocessor(fields.GetValueOrDefault("Module")),
            PreprocessorOptions = Thresholds(fields),
            Resolution = resolution is > 0 && fields.GetValueOrDefault("Pixel Perfect") != "True" ? resolution : null,
            Weight = Number("Weight") ?? common.Weight,
            Start = Number("Guidance Start") ?? common.Start,
            End = Number("Guidance End") ?? common.End,
            Resize = OursOf(ControlNetWords.Resizes, fields.GetValueOrDefault("Resize Mode")) ?? common.Resize,
            Mode = OursOf(ControlNetWords.Modes, fields.GetValueOrDefault("Control Mode")) ?? common.Mode,
        };

        double? Number(string key) => InfotextWords.OptionalNumber<double>("controls", fields.GetValueOrDefault(key));

        int? Whole(string key) => InfotextWords.OptionalNumber<int>("controls", fields.GetValueOrDefault(key));
    }

    private static Dictionary<string, double> Thresholds(Dictionary<string, string> fields)
    {
        var options = new Dictionary<string, double>();
        foreach (var (key, name) in ((string[])["Threshold A", "Threshold B"]).Zip(ControlNetWords.Thresholds))
        {
            if (InfotextWords.OptionalNumber<double>("controls", fields.GetValueOrDefault(key)) is >= 0 and var value)
            {
                options[name] = value;
            }
        }

        return options;
    }

    private static Dictionary<string, string> Pairs(string text)
    {
        var pairs = new Dictionary<string, string>();
        foreach (var part in text.Split(','))
        {
            if (part.Split(':', 2) is [var key, var value])
            {
                pairs[key.Trim()] = value.Trim();
            }
        }

        return pairs;
    }

    private static string WordOf(IReadOnlyList<(string Word, string Ours)> words, string ours, string usual) =>
        words.FirstOrDefault(pair => pair.Ours == ours).Word ?? usual;

    private static string? OursOf(IReadOnlyList<(string Word, string Ours)> words, string? word) =>
        words.FirstOrDefault(pair => pair.Word.Equals(word, StringComparison.OrdinalIgnoreCase)).Ours;

    // Its reader splits at both; a name with one of them would take the whole unit with it.
    private static string Plain(string value) =>
        value.Replace(",", "", StringComparison.Ordinal).Replace(":", "", StringComparison.Ordinal);

    private static string Text(double number) => number.ToString("0.0###############", CultureInfo.InvariantCulture);
}
