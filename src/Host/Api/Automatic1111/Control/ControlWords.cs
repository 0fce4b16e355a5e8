using System.Globalization;
using Atelier.Host.Api.Json;

namespace Atelier.Host.Api.Automatic1111.Control;

/// <summary>The extension's words, and what they are here. It takes numbers for them too, in this order.</summary>
internal static class ControlWords
{
    public static IReadOnlyList<(string Word, string Ours)> Passes { get; } = [("Both", "both"), ("Low res only", "first"),
        ("High res only", "second")];

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
            unit.Refuse(field,
                $"{Texts.OneLine.Quoted(text)} is not possible; it must be one of {string.Join(", ", words.Select(pair => pair.Word))}");
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
}
