using System.Diagnostics.Metrics;
using Atelier.Host.Store;
using Atelier.Host.Worker;

namespace Atelier.Host.Telemetry.Measure;

/// <summary>What is measured, under OpenTelemetry's naming rules: seconds, bytes, and counts in braces.</summary>
internal sealed class AtelierMeter
{
    public const string Name = "Atelier";

    private readonly Histogram<double> _wait;
    private readonly Histogram<double> _duration;
    private readonly Histogram<double> _stage;
    private readonly Histogram<double> _steps;
    private readonly Histogram<double> _plugin;
    private readonly Counter<long> _ended;

    public AtelierMeter(IMeterFactory factory, IWorkers workers)
    {
        var meter = factory.Create(Name);
        meter.CreateObservableGauge("atelier.queue.depth", Depth, "{job}", "Jobs that wait or run");
        meter.CreateObservableGauge("atelier.model.resident.bytes", () => Resident(workers), "By", "Memory of the models that are loaded");
        meter.CreateObservableGauge("atelier.worker.memory.bytes", () => Memory(workers), "By", "Memory of the worker processes");
        meter.CreateObservableCounter(
            "atelier.worker.restarts", () => Restarts(workers), "{restart}", "How often workers ended by themselves");
        _wait = meter.CreateHistogram("atelier.job.wait", "s", "From accepting a job to its first step", advice: Buckets.Seconds);
        _duration = meter.CreateHistogram("atelier.job.duration", "s", "From taking a job up to its end", advice: Buckets.Seconds);
        _stage = meter.CreateHistogram(
            "atelier.job.stage.duration", "s", "Time of a job in a stage: load, encode, sample, decode", advice: Buckets.Seconds);
        _steps = meter.CreateHistogram("atelier.steps", "{step}/s", "Steps a second, over a job", advice: Buckets.Rates);
        _plugin = meter.CreateHistogram("atelier.plugin.time", "s", "Time in a sampler's own code, of each batch", advice: Buckets.Seconds);
        workers.News += Hear;
        _ended = meter.CreateCounter<long>("atelier.jobs.ended", "{job}", "Jobs that are over");
    }

    /// <summary>The queue as it was last counted.</summary>
    public QueueCounts? Queue { get; set; }

    public void Started(TimeSpan wait) => _wait.Record(wait.TotalSeconds);

    /// <param name="state">How it ended.</param>
    /// <param name="duration">Null where it never ran.</param>
    public void Ended(string state, string model, TimeSpan? duration)
    {
        _ended.Add(1, KeyValuePair.Create("state", (object?)state));
        if (duration is { } time)
        {
            _duration.Record(time.TotalSeconds, KeyValuePair.Create("state", (object?)state), KeyValuePair.Create("model", (object?)model));
        }
    }

    public void Stage(string stage, TimeSpan duration) =>
        _stage.Record(duration.TotalSeconds, KeyValuePair.Create("stage", (object?)stage));

    public void Steps(double perSecond) => _steps.Record(perSecond);

    private void Hear(WorkerNews news)
    {
        if (news is WorkerNews.Sampled sampled)
        {
            _plugin.Record(sampled.OwnTime.TotalSeconds, KeyValuePair.Create("sampler", (object?)sampled.Sampler));
        }
    }

    private IEnumerable<Measurement<int>> Depth() => Queue is { } queue
        ? [new(queue.Waiting, KeyValuePair.Create("state", (object?)"waiting")),
            new(queue.Running, KeyValuePair.Create("state", (object?)"running"))]
        : [];

    private static IEnumerable<Measurement<long>> Resident(IWorkers workers) => workers.Status.SelectMany(worker => worker.Models.Select(model =>
        new Measurement<long>(model.Bytes, KeyValuePair.Create("model", (object?)model.Name))));

    private static IEnumerable<Measurement<long>> Memory(IWorkers workers) => [new(workers.Status.Sum(worker => worker.Memory))];

    private static IEnumerable<Measurement<long>> Restarts(IWorkers workers) => [new(workers.Status.Sum(worker => (long)worker.Restarts))];
}
