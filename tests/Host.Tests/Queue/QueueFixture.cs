using System.Security.Cryptography;
using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Pipeline;
using Atelier.Generation;
using Atelier.Host.Configuration;
using Atelier.Host.Notify;
using Atelier.Host.Queue;
using Atelier.Host.Serve;
using Atelier.Host.Store;
using Atelier.Host.Store.Files;
using Atelier.Host.Telemetry.Measure;
using Atelier.Host.Tests.Doubles;
using Atelier.Host.Tests.Store.Sqlite;
using Atelier.Host.Worker;
using Atelier.Jobs;
using Microsoft.Extensions.Logging.Abstractions;

namespace Atelier.Host.Tests.Queue;

/// <summary>A queue over a store of its own, with the starter model and workers that do nothing.</summary>
internal sealed class QueueFixture : IAsyncDisposable
{
    public const ulong DrawnSeed = 4_000_000_000;

    private readonly SqliteFixture _sqlite = new();
    private readonly FakeLifetime _lifetime = new();
    private readonly JobTraces _traces = new();

    public QueueFixture(GenerationLimits? limits = null)
    {
        var folders = AtelierFolders.Discover(AppContext.BaseDirectory, AppContext.BaseDirectory);
        var server = new ServerOptions { Data = _sqlite.Data.Path };
        var options = new AtelierOptions { Folders = folders, Limits = limits ?? new GenerationLimits(), Server = server };
        Feed = new EventFeed(Store, Workers, Signal, TimeProvider.System, _lifetime, NullLogger<EventFeed>.Instance);
        var models = new ReadyModels(new ModelCatalog(folders.Models), Time);
        var files = new ModelFiles(folders.Models);
        Files = new PictureFiles(_sqlite.Data, TimeProvider.System, new Ulids(TimeProvider.System, RandomNumberGenerator.Fill));
        Completion = new RequestCompletion(
            options, models, files, new NamedFiles(files, new AdapterCatalog(folders.Models), models), new ReadyInventory(Workers, Time),
            Files,
            () => DrawnSeed);
        Queue = new GenerationQueue(
            Store, Workers, Feed, Signal, Completion, _traces, new Ulids(TimeProvider.System, RandomNumberGenerator.Fill), server,
            _lifetime);
    }

    public IJobStore Store => _sqlite.Jobs;

    public FakeWorkers Workers { get; } = new();

    public JobSignal Signal { get; } = new();

    public ManualTime Time { get; } = new();

    public EventFeed Feed { get; }

    public PictureFiles Files { get; }

    public RequestCompletion Completion { get; }

    public GenerationQueue Queue { get; }

    public static JobSubmission Submission(string owner = "ann", string prompt = "a lighthouse") =>
        new(new GenerationRequest { Prompt = prompt }, owner, "api");

    /// <summary>Starts the feed.</summary>
    public async Task<QueueFixture> StartAsync()
    {
        await Feed.StartAsync(CancellationToken.None);
        return this;
    }

    public void ShutDown() => _lifetime.StopApplication();

    /// <summary>Takes the next job as a worker would, and says so.</summary>
    public async Task<Lease> LeaseAsync()
    {
        var leased = (await Store.LeaseAsync("worker", CancellationToken.None))!;
        Workers.Tell(new WorkerNews.JobsChanged());
        return leased.Lease;
    }

    public async ValueTask DisposeAsync()
    {
        await Feed.StopAsync(CancellationToken.None);
        Feed.Dispose();
        _traces.Dispose();
        _lifetime.Dispose();
        _sqlite.Dispose();
    }
}
