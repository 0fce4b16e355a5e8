using System.Diagnostics.Metrics;
using Atelier.Host.Telemetry.Export;

namespace Atelier.Host.Tests.Telemetry.Export;

public sealed class PrometheusTextTests : IDisposable
{
    private readonly string _name = $"test-{Guid.NewGuid():n}";
    private readonly Meter _meter;
    private readonly MeterReader _reader;

    public PrometheusTextTests()
    {
        _meter = new Meter(_name);
        _reader = new MeterReader(_name);
    }

    public void Dispose()
    {
        _reader.Dispose();
        _meter.Dispose();
    }

    [Fact]
    public void Counters_add_up_by_their_tags()
    {
        var counter = _meter.CreateCounter<long>("jobs.ended", "{job}", "Jobs that are over");
        counter.Add(2, KeyValuePair.Create("state", (object?)"failed"));
        counter.Add(1, KeyValuePair.Create("state", (object?)"failed"));
        counter.Add(1, KeyValuePair.Create("state", (object?)"a \"b\"\n\\"));

        Assert.Equal(
            """
            # HELP jobs_ended_total Jobs that are over
            # TYPE jobs_ended_total counter
            jobs_ended_total{state="a \"b\"\n\\"} 1
            jobs_ended_total{state="failed"} 3

            """,
            Text());
    }

    [Fact]
    public void Histograms_have_buckets_that_each_count_what_is_below()
    {
        var histogram =
            _meter.CreateHistogram("wait", "s", "", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.5, 1] });
        histogram.Record(0.5);
        histogram.Record(0.7);
        histogram.Record(3);

        Assert.Equal(
            """
            # HELP wait_seconds 
            # TYPE wait_seconds histogram
            wait_seconds_bucket{le="0.5"} 1
            wait_seconds_bucket{le="1"} 2
            wait_seconds_bucket{le="+Inf"} 3
            wait_seconds_sum 4.2
            wait_seconds_count 3

            """,
            Text());
    }

    [Fact]
    public void A_gauge_stands_where_it_was_last_and_goes_with_its_tags()
    {
        var models = new Dictionary<string, long> { ["a"] = 5, ["b"] = 7 };
        _meter.CreateObservableGauge(
            "resident.bytes",
            () => models.Select(model => new Measurement<long>(model.Value, KeyValuePair.Create("model", (object?)model.Key))), "By");
        Text();
        models.Remove("a");

        Assert.Equal(
            """
            # HELP resident_bytes 
            # TYPE resident_bytes gauge
            resident_bytes{model="b"} 7

            """,
            Text());
    }

    [Fact]
    public void Tags_without_end_do_not_fill_the_memory()
    {
        var counter = _meter.CreateCounter<int>("many");
        for (var i = 0; i < 5000; i++)
        {
            counter.Add(1, KeyValuePair.Create("i", (object?)i));
        }

        Assert.Equal(2000, _reader.Read().Count);
    }

    private string Text() => PrometheusText.Of(_reader.Read());
}
