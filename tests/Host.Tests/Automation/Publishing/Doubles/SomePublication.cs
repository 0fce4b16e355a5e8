using Atelier.Host.Automation.Publishing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Atelier.Host.Tests.Automation.Publishing.Doubles;

/// <summary>Publications to test with: their bytes are no pictures, and nothing that publishes looks into them.</summary>
internal static class SomePublication
{
    public static readonly DateTimeOffset Day = new(2027, 1, 31, 6, 0, 0, TimeSpan.Zero);

    /// <param name="number">Its version: later ones have greater ids, and other bytes.</param>
    /// <param name="name">The published name.</param>
    public static Publication Of(int number, string name = "hero") => new(name, Id(number), Day.AddDays(number), [ File($"{name}-1024.webp", "image/webp", 1024, number), File($"{name}-512.webp", "image/webp", 512, number), File($"{name}-1024.jpg", "image/jpeg", 1024, number), ], $$"""{"prompt":"a lighthouse","number":{{number}}}""")
    {
        Alt = "A lighthouse in the morning",
        Owner = "ann",
    };

    /// <summary>The same, as the publisher hands it on: with those before it.</summary>
    public static Publication After(int number) =>
        Of(number) with { Earlier = [.. Enumerable.Range(1, number - 1).Reverse().Select(earlier => Of(earlier).Facts())] };

    public static OldVersions Old(int keep = 30) => new(new PublishingOptions { Keep = keep }, NullLogger<OldVersions>.Instance);

    public static string Id(int number) => $"01K{number:D23}";

    public static PublishedFile File(string name, string type, int width, int number)
    {
        var bytes = new byte[width * 40];
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)(i * 31 + number * 7 + width + type.Length);
        }

        return new PublishedFile(name, type, width, width / 2, bytes);
    }
}
