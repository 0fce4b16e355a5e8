using System.Text.Json;
using System.Threading.Channels;
using Atelier.Host.Automation;
using Atelier.Host.Worker;
using Atelier.Jobs;

namespace Atelier.Host.Notify;

/// <summary>Appends <c>plugin.loaded</c>, <c>plugin.failed</c> and <c>plugin.removed</c> to the events, from what the worker says it has.</summary>
internal sealed partial class PluginEvents : BackgroundService
{
    private readonly Channel<Inventory> _inventories = Channel.CreateUnbounded<Inventory>();
    private readonly IWorkers _workers;
    private readonly IEventLog _events;
    private readonly ILogger<PluginEvents> _logger;

    public PluginEvents(IWorkers workers, IEventLog events, ILogger<PluginEvents> logger)
    {
        (_workers, _events, _logger) = (workers, events, logger);
        _workers.News += Hear;
    }

    public override void Dispose()
    {
        _workers.News -= Hear;
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var changes = new PluginChanges();
        await foreach (var inventory in _inventories.Reader.ReadAllAsync(stoppingToken))
        {
            foreach (var change in changes.Take(inventory.Plugins))
            {
                try
                {
                    var data = JsonSerializer.Serialize(new { change.Plugin.Id, change.Plugin.Version, change.Plugin.Reason }, JsonSerializerOptions.Web);
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
            _inventories.Writer.TryWrite(inventory);
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Type} of {Plugin} could not be written to the events: {Reason}")]
    private partial void Missed(string type, string plugin, string reason);
}
