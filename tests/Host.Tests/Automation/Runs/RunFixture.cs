using System.Security.Cryptography;
using Atelier.Host.Automation;
using Atelier.Host.Automation.Runs;
using Atelier.Host.Serve;
using Atelier.Host.Store;
using Atelier.Host.Store.Files;
using Atelier.Host.Store.Sqlite;
using Atelier.Host.Tests.Doubles;
using Atelier.Host.Tests.Store.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Atelier.Host.Tests.Automation.Runs;

/// <summary>A queue of runs over a store in a folder of its own, and loops that come and go as servers do.</summary>
internal sealed class RunFixture : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly SqliteFixture _sqlite = new();
    private readonly RunCancellations _cancellations = new();
    private readonly RunSignal _signal = new();
    private readonly Runners _runners;
    private readonly List<RunLoop> _loops = [];

    public RunFixture(params IRunner[] runners)
    {
        Store = new SqliteRunStore(_sqlite.Database, TimeProvider.System);
        var ids = new Ulids(TimeProvider.System, RandomNumberGenerator.Fill);
        Generation = new PretendQueue(_sqlite.Jobs, new PictureFiles(_sqlite.Data, TimeProvider.System, ids), ids);
        _runners = new Runners(runners);
        Queue = new RunQueue(Store, _runners, _cancellations, _signal, new FakeFeed());
    }

    public IRunStore Store { get; }

    public IJobStore Jobs => _sqlite.Jobs;

    public RunQueue Queue { get; }

    public PretendQueue Generation { get; }

    public CollectedLog Log { get; } = new();

    public async Task<RunLoop> StartAsync(int atOnce = 4, TimeSpan? grace = null)
    {
        using var logs = LoggerFactory.Create(builder => builder.AddProvider(Log));
        var execution =
            new RunExecution(
                Store, _runners, _cancellations, Generation, Jobs, _signal, new FakeFeed(), TimeProvider.System,
                logs.CreateLogger<RunExecution>());
        var loop = new RunLoop(
            Store, _runners, execution, new AutomationOptions { Runs = atOnce }, new ServerOptions { Data = "", Grace = grace ?? Patience },
            _signal,
            TimeProvider.System, NullLogger<RunLoop>.Instance);
        _loops.Add(loop);
        await loop.StartAsync(default);
        return loop;
    }

    /// <summary>The run when it is over.</summary>
    public async Task<Run> EndOfAsync(string id) => (await Queue.WaitAsync(id, default).WaitAsync(Patience))!;

    public async ValueTask DisposeAsync()
    {
        foreach (var loop in _loops)
        {
            await loop.StopAsync(default);
            loop.Dispose();
        }

        _sqlite.Dispose();
    }
}
