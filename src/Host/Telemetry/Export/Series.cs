using System.Diagnostics.Metrics;

namespace Atelier.Host.Telemetry.Export;

/// <summary>One instrument's measurements under one set of tags.</summary>
/// <param name="instrument">Whose.</param>
/// <param name="tags">As Prometheus writes them.</param>
internal sealed class Series(Instrument instrument, string tags)
{
    private static readonly double[] DefaultBounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
    private readonly Lock _lock = new();
    private readonly long[]? _buckets = IsHistogram(instrument) ? new long[BoundsOf(instrument).Length + 1] : null;
    private double _sum;
    private long _count;

    public Instrument Instrument { get; } = instrument;

    public string Tags { get; } = tags;

    /// <summary>Whether its value is asked for, not told.</summary>
    public bool IsObserved => Instrument.IsObservable;

    public bool IsGauge =>
        Kind(Instrument).Contains("Gauge", StringComparison.Ordinal) || Kind(Instrument).Contains("UpDown", StringComparison.Ordinal);

    public IReadOnlyList<double> Bounds => _buckets is null ? [] : BoundsOf(Instrument);

    public void Add(double value)
    {
        lock (_lock)
        {
            _count++;

            // Only a told counter and a histogram add up; everything else says where it stands.
            var addsUp = _buckets is not null || (!IsObserved && !Kind(Instrument).StartsWith("Gauge", StringComparison.Ordinal));
            _sum = addsUp ? _sum + value : value;
            if (_buckets is not null)
            {
                var place = Array.BinarySearch(BoundsOf(Instrument), value);
                _buckets[place < 0 ? ~place : place]++;
            }
        }
    }

    /// <summary>The value of a counter or gauge; sum, count and buckets of a histogram, each bucket with those below it.</summary>
    public (double Sum, long Count, IReadOnlyList<long> Buckets) Snapshot()
    {
        lock (_lock)
        {
            var below = 0L;
            return (_sum, _count, _buckets is null ? [] : [.. _buckets.Select(count => below += count)]);
        }
    }

    private static string Kind(Instrument instrument) => instrument.GetType().Name;

    private static bool IsHistogram(Instrument instrument) => Kind(instrument).StartsWith("Histogram", StringComparison.Ordinal);

    private static double[] BoundsOf(Instrument instrument) =>
        instrument is Histogram<double> { Advice.HistogramBucketBoundaries: { } bounds }
            ? (bounds as double[] ?? [.. bounds])
            : DefaultBounds;
}
