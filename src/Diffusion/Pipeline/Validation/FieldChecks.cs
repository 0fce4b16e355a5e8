using System.Globalization;
using Atelier.Generation;

namespace Atelier.Diffusion.Pipeline.Validation;

/// <summary>What a field of a request must be; null where it is. A field left open passes.</summary>
internal static class FieldChecks
{
    private const int LongestName = 256;

    /// <summary>Pixels: a multiple of 8.</summary>
    public static RequestException? Size(string field, int? value, int limit) =>
        value is null || (value >= 8 && value <= limit && value % 8 == 0)
        ? null
        : new RequestException(field, $"{value} is not possible; it must be a multiple of 8, from 8 to {limit}");

    /// <summary>A count.</summary>
    public static RequestException? Whole(string field, int? value, int limit, int least = 1) =>
        value is null || (value >= least && value <= limit)
        ? null
        : new RequestException(field, $"{value} is not possible; it must be from {least} to {limit}");

    /// <summary>A number that is not negative, unless less is allowed.</summary>
    public static RequestException? Number(string field, double? value, double limit, double least = 0) =>
        value is null || (value >= least && value <= limit)
        ? null
        : new RequestException(field, $"{Text(value.Value)} is not possible; it must be a number from {Text(least)} to {Text(limit)}");

    /// <summary>A name, whether or not anything has it.</summary>
    public static RequestException? Name(string field, string? value) => value switch
    {
        null => null,
        "" => new RequestException(field, "is empty; give a name or leave it out"),
        _ when value.Length > LongestName =>
            new RequestException(field, $"has {value.Length} characters; a name has at most {LongestName}"),
        _ when PromptText.FirstForbidden(value, allowLines: false) is { } found =>
            new RequestException(field, $"contains {found}, which no name has"),
        _ => null,
    };

    /// <summary>One of a few words.</summary>
    public static RequestException? OneOf(string field, string value, params IReadOnlyList<string> words) => words.Contains(value)
        ? null
        : Name(field, value)
            ?? new RequestException(field, $"'{value}' is unknown; it must be {string.Join(", ", words.SkipLast(1))} or {words[^1]}");

    /// <summary>The value of an option that a part may have.</summary>
    public static RequestException? Option(string field, string name, double value) => Name(field, name)
        ?? (double.IsFinite(value) ? null : new RequestException(field, $"{name} is {Text(value)}; it must be a finite number"));

    public static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
