namespace Atelier.Host.Webhooks.Out;

/// <summary>When a message is sent again that did not get through: ten times, over about 76 hours.</summary>
/// <param name="random">Gives numbers from 0 to 1, so that what failed together does not come back together.</param>
internal sealed class RetrySchedule(Func<double> random)
{
    private const double MostJitter = 0.1;

    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.Zero, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2),
        TimeSpan.FromHours(5), TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
    ];

    /// <summary>How long to wait before the next attempt; null after the last.</summary>
    /// <param name="tries">How many were made.</param>
    public TimeSpan? After(int tries) => tries < Waits.Length ? Waits[tries] * (1 + (MostJitter * random())) : null;
}
