using System.Globalization;
using System.Text.Json.Nodes;

namespace Atelier.Host.Configuration;

/// <summary>Sizes as people write them: <c>8GB</c>, <c>512MiB</c>, or a number of bytes.</summary>
internal static class SizeText
{
    // Longest names first: "MiB" also ends in "B".
    private static readonly (string Unit, long Bytes)[] Units =
    [
        ("TiB", 1L << 40), ("GiB", 1L << 30), ("MiB", 1L << 20), ("KiB", 1L << 10),
        ("TB", 1_000_000_000_000), ("GB", 1_000_000_000), ("MB", 1_000_000), ("KB", 1000), ("B", 1),
    ];

    public static JsonObject Schema() => new()
    {
        ["type"] = new JsonArray("string", "integer"),
        ["pattern"] = @"^\d+(\.\d+)?([KMGT]i?)?B?$",
        ["minimum"] = 0,
        ["examples"] = new JsonArray("8GB", "512MiB"),
    };

    /// <summary>Bytes; null where it is not a size.</summary>
    public static long? Parse(string text)
    {
        var (unit, bytes) = Units.FirstOrDefault(known => text.EndsWith(known.Unit, StringComparison.OrdinalIgnoreCase), ("", 1));
        return decimal.TryParse(
            text.AsSpan(0, text.Length - unit.Length).TrimEnd(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
            out var count)
            && count <= long.MaxValue / bytes ? (long)(count * bytes) : null;
    }

    /// <summary>In the largest unit that is whole; bytes are bare.</summary>
    public static string Of(long bytes)
    {
        var (unit, size) = bytes == 0 ? ("B", 1) : Units.OrderByDescending(known => known.Bytes).First(known => bytes % known.Bytes == 0);
        return $"{(bytes / size).ToString(CultureInfo.InvariantCulture)}{(unit == "B" ? "" : unit)}";
    }
}
