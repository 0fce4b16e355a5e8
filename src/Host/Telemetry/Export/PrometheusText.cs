using System.Globalization;
using System.Text;

namespace Atelier.Host.Telemetry.Export;

/// <summary>Prometheus's text format, version 0.0.4.</summary>
internal static class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>Tags as labels, without the braces.</summary>
    public static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty)
        {
            return "";
        }

        var text = new StringBuilder();
        foreach (var (name, value) in tags)
        {
            text.Append(text.Length > 0 ? "," : "").Append(Name(name)).Append("=\"")
                .Append(Escaped(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")).Append('"');
        }

        return text.ToString();
    }

    /// <param name="all">Grouped by instrument.</param>
    public static string Of(IReadOnlyList<Series> all)
    {
        var text = new StringBuilder();
        string? last = null;
        foreach (var series in all)
        {
            var name = FullName(series);
            if (name != last)
            {
                var type = series.Bounds.Count > 0 ? "histogram" : series.IsGauge ? "gauge" : "counter";
                text.Append($"# HELP {name} {series.Instrument.Description?.ReplaceLineEndings(" ").Replace("\\", @"\\")}\n# TYPE {name} {type}\n");
                last = name;
            }

            Append(text, name, series);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, string name, Series series)
    {
        var (sum, count, buckets) = series.Snapshot();
        if (buckets.Count == 0)
        {
            Line(text, name, series.Tags, Number(sum));
            return;
        }

        for (var i = 0; i < buckets.Count; i++)
        {
            var bound = i < series.Bounds.Count ? Number(series.Bounds[i]) : "+Inf";
            Line(text, name + "_bucket", $"{series.Tags}{(series.Tags.Length > 0 ? "," : "")}le=\"{bound}\"", Number(buckets[i]));
        }

        Line(text, name + "_sum", series.Tags, Number(sum));
        Line(text, name + "_count", series.Tags, Number(count));
    }

    private static void Line(StringBuilder text, string name, string labels, string value) =>
        text.Append(name).Append(labels.Length > 0 ? $"{{{labels}}}" : "").Append(' ').Append(value).Append('\n');

    // As the OpenTelemetry collector names them: the unit at the end, and _total for what only grows.
    private static string FullName(Series series)
    {
        var name = Name(series.Instrument.Name);
        var unit = series.Instrument.Unit switch { "s" => "_seconds", "By" => "_bytes", "{step}/s" => "_per_second", _ => "" };
        name += name.EndsWith(unit, StringComparison.Ordinal) ? "" : unit;
        return series.Bounds.Count > 0 || series.IsGauge ? name : name + "_total";
    }

    private static string Name(string name) => string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_'));

    private static string Escaped(string value) => value.Replace("\\", @"\\").Replace("\"", "\\\"").Replace("\n", "\\n");

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);
}
