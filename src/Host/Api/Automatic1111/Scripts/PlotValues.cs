using System.Globalization;
using System.Text.RegularExpressions;
using Atelier.Host.Styles;

namespace Atelier.Host.Api.Automatic1111.Scripts;

/// <summary>
/// The values of a plot's axis as AUTOMATIC1111 writes them (<c>scripts/xyz_grid.py</c>): commas, and for numbers <c>1-5</c>, <c>1-10
/// (+3)</c>, <c>1-10 [4]</c>.
/// </summary>
internal static partial class PlotValues
{
    private const int Most = 50;

    public static IReadOnlyList<string> Read(string text, bool areNumbers)
    {
        var values = CsvText.Rows(SpaceBeforeQuote().Replace(text.ReplaceLineEndings(" ").Trim(), ",\"")).FirstOrDefault() ?? [];
        var trimmed = values.Select(value => value.Trim()).Where(value => value.Length > 0);
        return [.. areNumbers ? trimmed.SelectMany(Range) : trimmed];
    }

    private static IEnumerable<string> Range(string text)
    {
        var match = Pattern().Match(text);
        if (!match.Success)
        {
            return [text];
        }

        var (first, last) = (Number(match, "first"), Number(match, "last"));
        if (match.Groups["count"].Success)
        {
            var count = (int)Math.Clamp(Number(match, "count"), 1, Most);
            return Enumerable.Range(0, count).Select(index => Text(count == 1 ? first : first + ((last - first) * index / (count - 1))));
        }

        var step = match.Groups["step"].Success ? Math.Abs(Number(match, "step")) : 1;
        var steps = step == 0 ? 0 : (int)Math.Clamp(Math.Floor((Math.Abs(last - first) / step) + 1e-9), 0, Most);
        return Enumerable.Range(0, steps + 1).Select(index => Text(first + (Math.Sign(last - first) * step * index)));
    }

    private static double Number(Match match, string group) => double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    // So that 0.1 + 0.2 is 0.3.
    private static string Text(double value) => Math.Round(value, 10).ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@",\s+""")]
    private static partial Regex SpaceBeforeQuote();

    [GeneratedRegex(
        @"^(?<first>[+-]?\d+(\.\d*)?)\s*-\s*(?<last>[+-]?\d+(\.\d*)?)(\s*\(\s*(?<step>[+-]\d+(\.\d*)?)\s*\)|\s*\[\s*(?<count>\d+)\s*\])?$")]
    private static partial Regex Pattern();
}
