namespace Atelier.Host.Worker.Supervise;

/// <summary>How long to wait before the next start: twice as long after each end that came soon.</summary>
/// <param name="shortest">The first wait.</param>
/// <param name="longest">No wait is longer.</param>
internal sealed class Backoff(TimeSpan shortest, TimeSpan longest)
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

    private TimeSpan _last = TimeSpan.Zero;

    /// <param name="lived">How long the one that ended had run.</param>
    public TimeSpan Next(TimeSpan lived)
    {
        _last = lived > Soon || _last == TimeSpan.Zero ? shortest : _last * 2;
        return _last = _last < longest ? _last : longest;
    }
}
