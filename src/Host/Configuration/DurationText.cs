using System.Globalization;
using System.Text.Json.Nodes;

namespace Atelier.Host.Configuration;

/// <summary>Times as people write them: <c>30s</c>, <c>10m</c>, <c>2h</c>, <c>7d</c>, or .NET's <c>7.00:00:00</c>.</summary>
internal static class DurationText
{
    private static readonly (string Unit, TimeSpan Length)[] Units =
    [
        ("ms", TimeSpan.FromMilliseconds(1)),
        ("d", TimeSpan.FromDays(1)),
        ("h", TimeSpan.FromHours(1)),
        ("m", TimeSpan.FromMinutes(1)),
        ("s", TimeSpan.FromSeconds(1)),
    ];

    public static JsonObject Schema() => new()
    {
        ["type"] = "string",
        ["pattern"] = @"^(\d+(\.\d+)?(ms|s|m|h|d)|(\d+\.)?\d\d:\d\d(:\d\d)?)$",
        ["examples"] = new JsonArray("30s", "10m", "7d"),
    };

    /// <summary>Null where it is not a time, or one that cannot be told apart from a bare number.</summary>
    public static TimeSpan? Parse(string text)
    {
        foreach (var (unit, length) in Units)
        {
            if (text.EndsWith(unit, StringComparison.OrdinalIgnoreCase))
            {
                return double.TryParse(
                    text.AsSpan(0, text.Length - unit.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count)
                    && count * length.TotalDays < TimeSpan.MaxValue.TotalDays ? length * count : null;
            }
        }

        return text.Contains(':') && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    /// <summary>In the largest unit that is whole.</summary>
    public static string Of(TimeSpan value)
    {
        foreach (var (unit, length) in Units.Skip(1))
        {
            if (value.Ticks % length.Ticks == 0 && value.Ticks != 0)
            {
                return $"{value.Ticks / length.Ticks}{unit}";
            }
        }

        return $"{value.TotalMilliseconds.ToString(CultureInfo.InvariantCulture)}ms";
    }
}
