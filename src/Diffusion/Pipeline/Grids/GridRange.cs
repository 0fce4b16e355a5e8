using System.Globalization;
using System.Text.RegularExpressions;

namespace Atelier.Diffusion.Pipeline.Grids;

/// <summary>
/// AUTOMATIC1111's ranges of numbers (<c>scripts/xyz_grid.py</c>): <c>1-5</c> counts, <c>1-3 (+0.5)</c> counts in steps, <c>1-10 [5]</c>
/// takes so many at equal distances. The end belongs to a range where a step meets it.
/// </summary>
internal static partial class GridRange
{
    private const int Most = 1000;

    /// <summary>The numbers of a range; null where the text is none. No more are made than any grid may have.</summary>
    /// <param name="text">One value as it was typed.</param>
    /// <param name="isWhole">Whether the field takes whole numbers alone: then fractions are cut off.</param>
    public static IReadOnlyList<string>? Expand(string text, bool isWhole)
    {
        var match = Pattern().Match(text);
        if (!match.Success)
        {
            return null;
        }

        var (from, to) = (Number(match.Groups["from"].Value), Number(match.Groups["to"].Value));
        var numbers = match.Groups["count"] is { Success: true } count ? Spread(from, to, (int)Math.Min(Number(count.Value), Most + 1))
            : Counted(from, to, match.Groups["step"] is { Success: true } step ? Number(step.Value) : Math.CopySign(1, to - from));
        return [.. numbers.Select(
            number => (isWhole ? Math.Truncate(number) : number).ToString("0.##########", CultureInfo.InvariantCulture))];
    }

    private static IEnumerable<double> Spread(double from, double to, int count) =>
        Enumerable.Range(0, count).Select(i => count == 1 ? from : from + ((to - from) * i / (count - 1)));

    private static IEnumerable<double> Counted(double from, double to, double step)
    {
        // A step that leads away from the end counts nothing, as in Python.
        var count = step == 0 ? 0 : Math.Floor(((to - from) / step) + 1e-9) + 1;
        return Enumerable.Range(0, (int)Math.Clamp(count, 0, Most + 1)).Select(i => from + (i * step));
    }

    private static double Number(string text) =>
        double.Parse(text.Replace(" ", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"^\s*(?<from>[+-]?\s*\d{1,18}(?:\.\d{1,9})?)\s*-\s*(?<to>[+-]?\s*\d{1,18}(?:\.\d{1,9})?)\s*(?:\(\s*(?<step>[+-]\s*\d{1,18}(?:\.\d{1,9})?)\s*\)|\[\s*(?<count>\d{1,9})\s*\])?\s*$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
