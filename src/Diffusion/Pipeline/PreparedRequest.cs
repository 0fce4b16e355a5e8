using Atelier.Diffusion.Pipeline.Control;
using Atelier.Diffusion.Pipeline.Hires;
using Atelier.Diffusion.Pipeline.Inputs;

namespace Atelier.Diffusion.Pipeline;

/// <summary>All that is found and opened before the first picture of a request is begun.</summary>
/// <param name="Model">The model.</param>
/// <param name="Refiner">The model that takes over late; null where none does.</param>
/// <param name="Request">The request with nothing left open.</param>
/// <param name="Hires">The second pass; null where there is none.</param>
internal sealed record PreparedRequest(LoadedModel Model, LoadedModel? Refiner, ResolvedRequest Request, HiresPass? Hires)
{
    /// <summary>The picture that it begins from; null begins from noise.</summary>
    public ImageStart? Start { get; init; }

    /// <summary>What steers it; null for nothing.</summary>
    public RequestControls? Controls { get; init; }

    /// <summary>What the models' networks spent inside the runtime so far.</summary>
    public TimeSpan TimeInRuntime => Model.TimeInRuntime + (Refiner?.TimeInRuntime ?? TimeSpan.Zero);
}
