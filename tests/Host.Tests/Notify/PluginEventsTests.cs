using System.Threading.Channels;
using Atelier.Host.Automation;
using Atelier.Host.Notify;
using Atelier.Host.Tests.Doubles;
using Atelier.Host.Tests.FrontEnds.Doubles;
using Atelier.Host.Worker;
using Microsoft.Extensions.Logging.Abstractions;

namespace Atelier.Host.Tests.Notify;

public sealed class PluginEventsTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly PluginInfo Echo = new("echo", "1.0", "active", null, "", "", new Dictionary<string, IReadOnlyList<string>>());

    [Fact]
    public async Task A_front_end_that_fails_is_its_plugins_failure_and_the_workers_plugins_are_told_beside()
    {
        var (workers, frontEnds, log) = (new FakeWorkers(), new FixedFrontEnds(), new Log());
        using var events = new PluginEvents(workers, frontEnds, log, NullLogger<PluginEvents>.Instance);
        await events.StartAsync(default);

        frontEnds.Tell();
        frontEnds.Tell(Echo with { FrontEnds = [new FrontEndInfo("echo", "Echo", "starting", null)] });
        Assert.Equal("plugin.loaded {\"id\":\"echo\",\"version\":\"1.0\",\"reason\":null}", await log.NextAsync());
        frontEnds.Tell(Echo with { FrontEnds = [new FrontEndInfo("echo", "Echo", "failed", "no token")] });
        Assert.Equal("plugin.failed {\"id\":\"echo\",\"version\":\"1.0\",\"reason\":\"no token\"}", await log.NextAsync());
        workers.Tell(new WorkerNews.InventoryChanged());
        workers.Inventory = FakeWorkers.Default with { Plugins = [] };
        workers.Tell(new WorkerNews.InventoryChanged());
        Assert.Equal("plugin.removed {\"id\":\"atelier.samplers\",\"version\":\"1.0.0\",\"reason\":null}", await log.NextAsync());
        frontEnds.Tell();
        Assert.Equal("plugin.removed {\"id\":\"echo\",\"version\":\"1.0\",\"reason\":\"no token\"}", await log.NextAsync());
        await events.StopAsync(default);
    }

    private sealed class Log : IEventLog
    {
        private readonly Channel<string> _events = Channel.CreateUnbounded<string>();

        public Task AppendAsync(string type, string owner, string data, CancellationToken cancellation)
        {
            _events.Writer.TryWrite($"{type} {data}");
            return Task.CompletedTask;
        }

        public async Task<string> NextAsync() => await _events.Reader.ReadAsync().AsTask().WaitAsync(Limit);
    }
}
