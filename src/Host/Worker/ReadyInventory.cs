namespace Atelier.Host.Worker;

/// <summary>What the worker brings, waited for while it starts.</summary>
internal sealed class ReadyInventory(IWorkers workers, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <exception cref="WorkerUnavailableException">No worker has said what it brings.</exception>
    public async Task<Inventory> WaitAsync(CancellationToken cancellation)
    {
        if (workers.Inventory is { } known)
        {
            return known;
        }

        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
        try
        {
            return await workers.InventoryAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new WorkerUnavailableException("the worker has not started yet; try again in a few seconds");
        }
    }
}
