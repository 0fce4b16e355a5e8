using System.Diagnostics;
using System.Diagnostics.Metrics;
using Atelier.Host.Notify;
using Atelier.Host.Store;
using Atelier.Host.Telemetry.Export;
using Atelier.Host.Telemetry.Measure;
using Atelier.Host.Tests.Doubles;
using Atelier.Host.Tests.Store;
using Atelier.Host.Tests.Store.Sqlite;
using Atelier.Host.Worker;
using Atelier.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Atelier.Host.Tests.Telemetry.Measure;

public sealed class JobMeasuresTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly SqliteFixture _sqlite = new();
    private readonly FakeWorkers _workers = new();
    private readonly ManualTime _time = new();
    private readonly JobTraces _traces = new();
    private readonly MeterReader _reader = new(AtelierMeter.Name);
    private readonly AtelierMeter _meter;
    private readonly JobMeasures _measures;

    public JobMeasuresTests()
    {
        _meter = new AtelierMeter(_services.GetRequiredService<IMeterFactory>(), _workers);
        _measures = new JobMeasures(new FakeFeed(), _sqlite.Jobs, _meter, _traces, _time, NullLogger<JobMeasures>.Instance);
    }

    public void Dispose()
    {
        _measures.Dispose();
        _reader.Dispose();
        _traces.Dispose();
        _sqlite.Dispose();
        _services.Dispose();
    }

    [Fact]
    public async Task A_job_is_measured_from_its_wait_to_its_end_stage_by_stage()
    {
        var job = await RunningJobAsync();
        await MoveAsync(job, "load", 0);
        _time.Pass(2);
        await MoveAsync(job, "sample", 0);
        _time.Pass(3);
        await MoveAsync(job, "sample", 4);
        _time.Pass(1);
        await EndAsync(job);

        var text = PrometheusText.Of(_reader.Read());

        Assert.Contains("atelier_job_wait_seconds_count 1\n", text);
        Assert.Contains("atelier_job_stage_duration_seconds_sum{stage=\"load\"} 2\n", text);
        Assert.Contains("atelier_job_stage_duration_seconds_sum{stage=\"sample\"} 4\n", text);
        Assert.Contains("atelier_steps_per_second_sum 4\n", text);
        Assert.Contains("atelier_jobs_ended_total{state=\"succeeded\"} 1\n", text);
        Assert.Contains("atelier_job_duration_seconds_count{state=\"succeeded\",model=\"starter\"} 1\n", text);
    }

    [Fact]
    public async Task The_queue_and_what_is_loaded_are_told_as_they_are()
    {
        await _sqlite.Jobs.AddAsync(Some.Job(), default);
        _meter.Queue = await _sqlite.Jobs.CountAsync(default);
        _workers.Status =
            [new WorkerStatus(
                "1", "idle", null, 3, null, 500, [new ResidentModel("starter", 44, default, false)], new Dictionary<string, string>())];

        var text = PrometheusText.Of(_reader.Read());

        Assert.Contains("atelier_queue_depth{state=\"waiting\"} 1\n", text);
        Assert.Contains("atelier_model_resident_bytes{model=\"starter\"} 44\n", text);
        Assert.Contains("atelier_worker_memory_bytes 500\n", text);
        Assert.Contains("atelier_worker_restarts_total 3\n", text);
    }

    [Fact]
    public void A_samplers_own_time_is_told()
    {
        _workers.Tell(new WorkerNews.Sampled("euler", TimeSpan.FromSeconds(0.25)));

        Assert.Contains("atelier_plugin_time_seconds_sum{sampler=\"euler\"} 0.25\n", PrometheusText.Of(_reader.Read()));
    }

    [Fact]
    public async Task A_job_is_a_part_of_its_requests_trace()
    {
        var spans = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == JobTraces.SourceName,
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Add,
        };
        ActivitySource.AddActivityListener(listener);
        using var request = new Activity("request").SetIdFormat(ActivityIdFormat.W3C).Start();
        var job = await RunningJobAsync(accepted: _traces.Accepted);
        request.Stop();

        await EndAsync(job);

        var ours = spans.Where(span => span.TraceId == request.TraceId).ToList();
        Assert.Equal(["wait", "run", "job"], ours.Select(span => span.OperationName));
        Assert.Equal(request.SpanId, ours[2].ParentSpanId);
        Assert.All(ours.Take(2), span => Assert.Equal(ours[2].SpanId, span.ParentSpanId));
        Assert.Equal(job.JobId, ours[2].GetTagItem("atelier.job.id"));
        Assert.True(ours[2].Duration >= ours[1].Duration);
    }

    private async Task<Lease> RunningJobAsync(Action<string>? accepted = null)
    {
        var job = await _sqlite.Jobs.AddAsync(Some.Job(), default);
        accepted?.Invoke(job.Id);
        var leased = (await _sqlite.Jobs.LeaseAsync(Some.Worker, default))!;
        await TellEventsAsync();
        return leased.Lease;
    }

    private async Task EndAsync(Lease lease)
    {
        var last = await _sqlite.Jobs.LastEventAsync(default);
        Assert.True(await _sqlite.Jobs.SucceedAsync(lease, [Some.Picture()], default));
        await TellEventsAsync(last);
    }

    private Task MoveAsync(Lease lease, string stage, double stepsPerSecond) =>
        _measures.TakeAsync(new FeedItem.JobMoved(lease.JobId, new JobProgress(stage, 1, 20, stepsPerSecond, null)), default);

    private async Task TellEventsAsync(long after = 0)
    {
        foreach (var stored in (await _sqlite.Jobs.EventsAsync(after, 100, default)).Where(stored => stored.IsOfJob))
        {
            await _measures.TakeAsync(new FeedItem.JobEvent(stored), default);
        }
    }
}
