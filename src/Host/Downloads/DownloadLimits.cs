namespace Atelier.Host.Downloads;

/// <summary>How many downloads there may be.</summary>
internal sealed record DownloadLimits
{
    /// <summary>How many run at once. Default 2: a hub's connection is the limit, not their number.</summary>
    public int AtOnce { get; init; } = 2;

    /// <summary>How many may wait. Default 20.</summary>
    public int Waiting { get; init; } = 20;

    /// <summary>How many that ended are still shown. Default 50.</summary>
    public int Ended { get; init; } = 50;

    /// <summary>After how long without a change an unfinished download is swept away at start. Default 30 days.</summary>
    public TimeSpan Keep { get; init; } = TimeSpan.FromDays(30);
}
