using Atelier.Host.Worker;

namespace Atelier.Host.FrontEnds;

/// <summary>All plugins, wherever they run: the worker's, then the server's own.</summary>
internal sealed class PluginList(ReadyInventory inventory, IFrontEnds frontEnds)
{
    /// <exception cref="WorkerUnavailableException">No worker has said what it brings.</exception>
    public async Task<IReadOnlyList<PluginInfo>> WaitAsync(CancellationToken cancellation) =>
        [.. (await inventory.WaitAsync(cancellation)).Plugins, .. frontEnds.Plugins];
}
