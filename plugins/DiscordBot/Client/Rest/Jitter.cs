using System.Security.Cryptography;

namespace Atelier.DiscordBot.Client.Rest;

/// <summary>Waits that grow, and differ, so that not all who wait come back at once.</summary>
/// <param name="random">From 0 to 1.</param>
internal sealed class Jitter(Func<double> random)
{
    private const int Fineness = 1 << 24;

    public static Jitter OfMachine { get; } = new(() => RandomNumberGenerator.GetInt32(Fineness) / (double)Fineness);

    /// <summary>Some part of a time.</summary>
    public TimeSpan PartOf(TimeSpan time) => time * random();

    /// <summary>The wait after so many failures: it doubles, up to a most, and up to half of it is taken off.</summary>
    public TimeSpan After(int failures, TimeSpan first, TimeSpan most)
    {
        var whole = first * Math.Pow(2, Math.Min(failures - 1, 20));
        return (whole < most ? whole : most) * (0.5 + random() / 2);
    }
}
