using Atelier.Guidance;
using Atelier.Tensors;

namespace Atelier.NoOp;

internal sealed class NoOpGuidance : IGuidance
{
    public string Name => "unguided";

    // What a request says that says nothing.
    public IReadOnlyList<string> Aliases => ["cfg"];

    public IReadOnlyList<PartOption> Options { get; } = [new("calm", 0, 0, 1, "Nothing")];

    public IGuidanceRun Begin(GuidanceContext context) => new Run();

    private sealed class Run : IGuidanceRun
    {
        public GuidanceNeeds Needs(GuidanceStep step) => default;

        public Latent Guide(GuidanceStep step, GuidancePredictions predictions) => predictions.Conditional[0].Denoised;
    }
}
