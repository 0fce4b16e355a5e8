using System.CommandLine;
using System.Globalization;
using Atelier.Generation;
using Atelier.Host.Texts;

namespace Atelier.Host.Cli.Imagine;

/// <summary><c>--control MODEL:PICTURE:SETTINGS</c>, once for each unit.</summary>
internal sealed class ControlOptions : IRequestOptions
{
    private const string Name = "--control";
    private const string Example = "--control starter-canny:photo.jpg:preprocessor=canny,weight=0.8";

    private readonly Option<string[]> _control = new(Name)
    {
        Description =
            $"Steer by a picture through a ControlNet, such as {Example}; may be given several times. Without a picture the one of --init is taken. "
            + "Settings: preprocessor, weight, start, end, mode, resize, resolution, pass, and the preprocessor's own options",
        HelpName = "MODEL[:PICTURE][:NAME=X,…]",
    };

    public IReadOnlyList<Option> All => [_control];

    /// <summary>What people call a field of a unit: <c>--control 2: weight</c>; null where the field is none.</summary>
    public static string? NameOf(string field)
    {
        var end = field.IndexOf(']', StringComparison.Ordinal);
        return field.StartsWith("controls[", StringComparison.Ordinal)
            && int.TryParse(field.AsSpan(9, Math.Max(0, end - 9)), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? $"{Name} (number {index + 1}){field[(end + 1)..].Replace('.', ' ')}"
            : field == "controls" ? Name : null;
    }

    /// <summary>The request with the units that were given, or its own where none was.</summary>
    /// <exception cref="InputException">A setting cannot be read.</exception>
    public GenerationRequest Apply(ParseResult parsed, GenerationRequest request) =>
        parsed.GetValue(_control) is { Length: > 0 } given ? request with { Controls = [.. given.Select(Unit)] } : request;

    private static ControlUnit Unit(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var unit = new ControlUnit { Model = colon < 0 ? text : text[..colon] };
        var rest = colon < 0 ? "" : text[(colon + 1)..];

        // A path may hold colons, and settings hold none: they are what follows the last, where it has an equals sign.
        var last = rest.LastIndexOf(':');
        var settings = rest[(last + 1)..].Contains('=', StringComparison.Ordinal) ? rest[(last + 1)..] : "";
        var picture = settings.Length == 0 ? rest : rest[..Math.Max(0, last)];
        unit = picture.Length == 0 ? unit : unit with { Picture = picture };
        return settings.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Aggregate(unit, Set);
    }

    private static ControlUnit Set(ControlUnit unit, string setting)
    {
        if (setting.Split('=', 2) is not [{ Length: > 0 } name, { Length: > 0 } value])
        {
            throw new InputException($"{Name}: {OneLine.Quoted(setting)} is not a name and a value, as in {Example}");
        }

        return name.ToLowerInvariant() switch
        {
            "preprocessor" => unit with { Preprocessor = value },
            "mode" => unit with { Mode = value },
            "resize" => unit with { Resize = value },
            "pass" => unit with { Pass = value },
            "weight" => unit with { Weight = Number(name, value) },
            "start" => unit with { Start = Number(name, value) },
            "end" => unit with { End = Number(name, value) },
            "resolution" => unit with
            {
                Resolution = int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var pixels)
                    ? pixels
                    : throw new InputException($"{Name}: resolution is {OneLine.Quoted(value)}; it must be a whole number of pixels"),
            },
            _ => unit with
            {
                PreprocessorOptions = new Dictionary<string, double>(unit.PreprocessorOptions) { [name] = Number(name, value) },
            },
        };
    }

    private static double Number(string name, string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new InputException($"{Name}: {OneLine.Quoted(name)} is {OneLine.Quoted(value)}, which is no number, as in {Example}");
}
