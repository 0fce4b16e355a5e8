using System.Globalization;

namespace Atelier.Host.Texts;

/// <summary>Sizes of files for people: <c>1.99 GB</c>, <c>14.2 MB</c>.</summary>
internal static class ByteCount
{
    public static string Of(long bytes) => bytes >= 1L << 30
        ? string.Create(CultureInfo.InvariantCulture, $"{(double)bytes / (1L << 30):0.00} GB")
        : string.Create(CultureInfo.InvariantCulture, $"{(double)bytes / (1L << 20):0.0} MB");
}
