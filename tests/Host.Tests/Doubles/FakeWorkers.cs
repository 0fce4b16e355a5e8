using Atelier.Host.Worker;
using Atelier.Jobs;

namespace Atelier.Host.Tests.Doubles;

/// <summary>Workers that have an inventory, do nothing, and remember what they were told.</summary>
internal sealed class FakeWorkers : IWorkers
{
    public event Action<WorkerNews>? News;

    /// <summary>Null is a worker that has not said yet.</summary>
    public Inventory? Inventory { get; set; } = Default;

    public IReadOnlyList<WorkerStatus> Status { get; set; } = [];

    /// <summary>How often it was woken.</summary>
    public int Wakes { get; private set; }

    /// <summary>Jobs that were to be interrupted, and how.</summary>
    public List<(string JobId, Interruption Interruption)> Interrupts { get; } = [];

    /// <summary>Answers questions; without it none are answered.</summary>
    public Func<object, object>? Answer { get; set; }

    /// <summary>A few of the parts that come with the program.</summary>
    public static Inventory Default { get; } = new(
        [
            new PluginInfo("atelier.samplers", "1.0.0", "active", null, "Samplers", "Atelier", new Dictionary<string, IReadOnlyList<string>>
            {
                ["sampler"] = ["dpmpp_2m", "euler"],
                ["schedule"] = ["karras", "normal"],
                ["noise"] = ["philox", "torch"],
                ["guidance"] = ["cfg"],
            }),
        ],
        [Part("dpmpp_2m", "DPM++ 2M", "sample_dpmpp_2m"),
            Part("euler", "Euler") with { Options = [new PartOption("s_churn", 0, 0, 100, "Noise put back.")] }],
        [Part("karras", "Karras"), Part("normal", "Normal")],
        [Part("philox", "Philox"), Part("torch", "Torch")],
        [Part("cfg", "CFG")],
        [Part("none", "None"), Part("canny", "Canny") with { Options = [new("low", 100, 1, 1020, ""), new("high", 200, 1, 1020, "")] }],
        [
            new UpscalerInfo(Part("none", "None"), IsLatent: false, TakesFiles: false),
            new UpscalerInfo(Part("lanczos", "Lanczos"), IsLatent: false, TakesFiles: false),
            new UpscalerInfo(Part("nearest", "Nearest"), IsLatent: false, TakesFiles: false),
            new UpscalerInfo(Part("esrgan", "ESRGAN"), IsLatent: false, TakesFiles: true),
            new UpscalerInfo(Part("latent", "Latent"), IsLatent: true, TakesFiles: false),
            new UpscalerInfo(Part("latent_bicubic", "Latent (bicubic)"), IsLatent: true, TakesFiles: false),
        ],
        new EngineInfo("onnxruntime 1.29.0", "cpu", ["cpu"], "normal"));

    public Task<Inventory> InventoryAsync(CancellationToken cancellation) =>
        Inventory is { } known
            ? Task.FromResult(known)
            : Task.Delay(Timeout.Infinite, cancellation).ContinueWith(_ => Default, cancellation);

    public void Look()
    {
    }

    public void Wake() => Wakes++;

    public void Interrupt(string jobId, Interruption interruption) => Interrupts.Add((jobId, interruption));

    public Task<TAnswer> AskAsync<TAnswer>(WorkerQuestion<TAnswer> question, CancellationToken cancellation) => Answer is { } answer
        ? Task.FromResult((TAnswer)answer(question))
        : throw new WorkerUnavailableException("no worker is running");

    /// <summary>Tells as a worker would.</summary>
    public void Tell(WorkerNews news) => News?.Invoke(news);

    /// <summary>Tells of a running job's progress.</summary>
    public void Progress(string jobId, int step, int steps, byte[]? preview = null) =>
        Tell(new WorkerNews.Progressed(
            jobId, new JobProgress("sample", step, steps, 1, TimeSpan.FromSeconds(steps - step)) { Preview = preview }));

    private static PartInfo Part(string name, string label, params string[] aliases) =>
        new(name, label, aliases, "", "atelier.samplers", []);
}
