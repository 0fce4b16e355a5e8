using System.Text.Json;
using System.Threading.Channels;
using Atelier.Host.Automation;
using Atelier.Host.FrontEnds;
using Atelier.Host.Worker;
using Atelier.Jobs;

namespace Atelier.Host.Notify;

/// <summary>
/// Appends <c>plugin.loaded</c>, <c>plugin.failed</c> and <c>plugin.removed</c> to the events, from what the worker says it has and what
/// this process has.
/// </summary>
internal sealed partial class PluginEvents : BackgroundService
{
    private readonly Channel<(PluginChanges Former, IReadOnlyList<PluginInfo> Plugins)> _seen =
        Channel.CreateUnbounded<(PluginChanges, IReadOnlyList<PluginInfo>)>();
    private readonly PluginChanges _ofWorker = new();
    private readonly PluginChanges _ofServer = new();
    private readonly IWorkers _workers;
    private readonly IFrontEnds _frontEnds;
    private readonly IEventLog _events;
    private readonly ILogger<PluginEvents> _logger;

    public PluginEvents(IWorkers workers, IFrontEnds frontEnds, IEventLog events, ILogger<PluginEvents> logger)
    {
        (_workers, _frontEnds, _events, _logger) = (workers, frontEnds, events, logger);
        _workers.News += Hear;
        _frontEnds.Changed += Look;
    }

    public override void Dispose()
    {
        _workers.News -= Hear;
        _frontEnds.Changed -= Look;
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (former, plugins) in _seen.Reader.ReadAllAsync(stoppingToken))
        {
            foreach (var change in former.Take(plugins))
            {
                try
                {
                    var data = JsonSerializer.Serialize(
                        new { change.Plugin.Id, change.Plugin.Version, change.Plugin.Reason }, JsonSerializerOptions.Web);
                    await _events.AppendAsync(change.Type, "", data, stoppingToken);
                }
                catch (QueueRefusedException exception)
                {
                    Missed(change.Type, change.Plugin.Id, exception.Message);
                }
            }
        }
    }

    private void Hear(WorkerNews news)
    {
        if (news is WorkerNews.InventoryChanged && _workers.Inventory is { } inventory)
        {
            _seen.Writer.TryWrite((_ofWorker, inventory.Plugins));
        }
    }

    // A front end that has failed is told as its plugin's failure.
    private void Look() => _seen.Writer.TryWrite((_ofServer,
    [
        .. _frontEnds.Plugins.Select(
            plugin => plugin with { Reason = plugin.Reason ?? plugin.FrontEnds?.FirstOrDefault(one => one.State == "failed")?.Detail }),
    ]));

    [LoggerMessage(LogLevel.Warning, "{Type} of {Plugin} could not be written to the events: {Reason}")]
    private partial void Missed(string type, string plugin, string reason);
}
