using Atelier.Guidance;
using Atelier.Tensors;

namespace Atelier.Host.Plugins;

internal sealed class SteadyGuidance(IGuidance? inner) : SteadyPart<IGuidance>("guidance", inner), IGuidance
{
    public bool NeedsUnconditional(GuidanceStep step) => Inner.NeedsUnconditional(step);

    public Latent Guide(GuidanceStep step, Latent x, IReadOnlyList<WeightedPrediction> conditional, Latent? unconditional) =>
        Inner.Guide(step, x, conditional, unconditional);
}
