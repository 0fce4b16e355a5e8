using Atelier.Guidance;
using Atelier.Tensors;

namespace Atelier.NoOp;

internal sealed class NoOpGuidance : IGuidance
{
    public string Name => "unguided";

    // What a request says that says nothing.
    public IReadOnlyList<string> Aliases => ["cfg"];

    public bool NeedsUnconditional(GuidanceStep step) => false;

    public Latent Guide(GuidanceStep step, Latent x, IReadOnlyList<WeightedPrediction> conditional, Latent? unconditional) => conditional[0].Denoised;
}
