namespace Atelier.Host.Worker.Supervise;

/// <summary>How long to wait before the next start: twice as long after each end that came soon.</summary>
internal sealed class Backoff
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(0.2);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

    private TimeSpan _last = TimeSpan.Zero;

    /// <param name="lived">How long the one that ended had run.</param>
    public TimeSpan Next(TimeSpan lived)
    {
        _last = lived > Soon || _last == TimeSpan.Zero ? Shortest : _last * 2;
        return _last = _last < Longest ? _last : Longest;
    }
}
