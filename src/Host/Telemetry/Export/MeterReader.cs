using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Atelier.Host.Telemetry.Export;

/// <summary>Adds up what meters measure, for those who come and ask.</summary>
internal sealed class MeterReader : IDisposable
{
    // Whoever measures under ever new tags does not fill the memory.
    private const int MostSeries = 2000;
    private readonly ConcurrentDictionary<(Instrument Instrument, string Tags), Series> _series = new();
    private readonly MeterListener _listener = new();

    /// <param name="meters">Whose instruments are read.</param>
    public MeterReader(params string[] meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (meters.Contains(instrument.Meter.Name))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<float>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>Everything measured until now, by instrument and tags.</summary>
    public IReadOnlyList<Series> Read()
    {
        // What is observed now may lack tags that were there before: a model that was let go is gone, not at its last size.
        foreach (var (key, series) in _series)
        {
            if (series.IsObserved)
            {
                _series.TryRemove(key, out _);
            }
        }

        _listener.RecordObservableInstruments();
        return [.. _series.Values.OrderBy(series => series.Instrument.Name, StringComparer.Ordinal)
            .ThenBy(series => series.Tags, StringComparer.Ordinal)];
    }

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var key = (instrument, PrometheusText.Labels(tags));
        if (_series.TryGetValue(key, out var series) || (_series.Count < MostSeries && (series = _series.GetOrAdd(key, New)) is not null))
        {
            series.Add(value);
        }
    }

    private static Series New((Instrument Instrument, string Tags) key) => new(key.Instrument, key.Tags);
}
