using Atelier.Guidance;
using Atelier.Tensors;

namespace Atelier.NoOp;

internal sealed class NoOpGuidance : IGuidance
{
    public string Name => "unguided";

    public bool NeedsUnconditional(GuidanceStep step) => false;

    public Latent Guide(GuidanceStep step, Latent x, IReadOnlyList<WeightedPrediction> conditional, Latent? unconditional) => conditional[0].Denoised;
}
