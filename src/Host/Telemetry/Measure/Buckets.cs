using System.Diagnostics.Metrics;

namespace Atelier.Host.Telemetry.Measure;

/// <summary>Bounds of histograms.</summary>
internal static class Buckets
{
    /// <summary>From a request to an hour's job.</summary>
    public static InstrumentAdvice<double> Seconds { get; } = new()
    {
        HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 3600],
    };

    /// <summary>From a large picture on a processor to a small one on a card.</summary>
    public static InstrumentAdvice<double> Rates { get; } = new()
    {
        HistogramBucketBoundaries = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100],
    };
}
