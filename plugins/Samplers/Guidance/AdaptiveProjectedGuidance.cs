using Atelier.Guidance;
using Atelier.Tensors;

namespace Atelier.Samplers.Guidance;

/// <summary>
/// Adaptive projected guidance (Sadat et al. 2024, "Eliminating Oversaturation and Artifacts of High Guidance Scales in Diffusion Models",
/// algorithm 1): the update is held to a length, weakened along the prompt's own prediction, and given a momentum that turns it back.
/// </summary>
internal sealed class AdaptiveProjectedGuidance : IGuidance
{
    public string Name => "apg";

    public string Label => "APG";

    public IReadOnlyList<string> Aliases => ["adaptive_projected"];

    public string Description => "High guidance scales without oversaturation (Sadat et al. 2024).";

    public IReadOnlyList<PartOption> Options { get; } =
    [
        new("eta", 0, 0, 1, "How much of the update along the prompt's prediction is kept; 1 keeps all"),
        new("norm_threshold", 15, 0, 1000, "The longest update; 0 sets no limit. 15 suits SDXL, 7.5 SD 2.1"),
        new("momentum", -0.5, -0.99, 0.99, "What earlier updates add; negative turns the update back"),
    ];

    public IGuidanceRun Begin(GuidanceContext context) => new Run(context);

    private sealed class Run(GuidanceContext context) : IGuidanceRun
    {
        private readonly double _eta = context.Options["eta"];
        private readonly double _r = context.Options["norm_threshold"];
        private readonly double _beta = context.Options["momentum"];
        private Latent? _average;

        public GuidanceNeeds Needs(GuidanceStep step) => new() { Unconditional = context.IsActive(step) };

        public Latent Guide(GuidanceStep step, GuidancePredictions predictions)
        {
            if (!context.IsActive(step) || predictions.Unconditional is not { } unconditional)
            {
                return Composition.WithoutReference(predictions.Conditional);
            }

            var delta = Composition.Direction(predictions.Conditional, unconditional);
            var conditional = unconditional + delta;
            _average = delta = _average is { } earlier ? delta + (earlier * _beta) : delta;
            var length = Projection.Length(delta);
            if (_r > 0 && length > _r)
            {
                delta *= _r / length;
            }

            var parallel = Projection.Parallel(delta, conditional);
            var guided = conditional + ((delta - parallel + (parallel * _eta)) * (context.Settings.Scale - 1));
            return GuidanceRescale.Apply(predictions.X, step.Sigma, conditional, guided, context.Settings.Rescale);
        }
    }
}
