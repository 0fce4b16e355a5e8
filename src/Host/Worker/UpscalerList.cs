using Atelier.Diffusion.Pipeline.Upscale;
using Atelier.Networks;

namespace Atelier.Host.Worker;

/// <summary>
/// The upscalers that requests can name, as the server knows them: the worker's parts, and the files as they lie there now.
/// </summary>
internal sealed class UpscalerList(ReadyInventory inventory, IModelFiles files)
{
    /// <exception cref="WorkerUnavailableException">No worker has said yet what it brings.</exception>
    public async Task<IReadOnlyList<UpscalerEntry>> WaitAsync(CancellationToken cancellation) =>
        Of(await inventory.WaitAsync(cancellation), files);

    /// <summary>Those of an inventory.</summary>
    public static IReadOnlyList<UpscalerEntry> Of(Inventory inventory, IModelFiles files) => UpscalerCatalog.Sorted(
    [
        .. inventory.Upscalers.Select(upscaler => (
            new UpscalerEntry(upscaler.Part, upscaler.IsLatent), upscaler.TakesFiles ? files.List(ModelFileKinds.Upscaler) : null)),
    ]);
}
