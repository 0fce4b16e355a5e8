using Atelier.Guidance;
using Atelier.Tensors;

namespace Atelier.Samplers.Guidance;

/// <summary>
/// Perp-Neg (Armandpour et al. 2023, "Re-imagine the Negative Prompt Algorithm", section 4): of what the negative prompts pull towards,
/// only the part perpendicular to the prompt is taken away, so that a negative prompt cannot undo the prompt.
/// Several negative prompts are joined to the prompt by AND with negative weights.
/// </summary>
internal sealed class PerpendicularNegativeGuidance : IGuidance
{
    public string Name => "perp_neg";

    public string Label => "Perp-Neg";

    public IReadOnlyList<string> Aliases => ["perpneg", "perpendicular_negative"];

    public string Description =>
        "Negative prompts that cannot undo the prompt, several through AND with negative weights (Armandpour et al. 2023).";

    public IReadOnlyList<PartOption> Options { get; } = [new("neg_scale", 1, 0, 100, "How strongly to avoid the negative prompt")];

    public IGuidanceRun Begin(GuidanceContext context) => new Run(context);

    private sealed class Run(GuidanceContext context) : IGuidanceRun
    {
        public GuidanceNeeds Needs(GuidanceStep step)
        {
            var isActive = context.IsActive(step);
            return new GuidanceNeeds { Unconditional = isActive, Empty = isActive };
        }

        public Latent Guide(GuidanceStep step, GuidancePredictions predictions)
        {
            if (!context.IsActive(step) || predictions is not { Unconditional: { } unconditional, Empty: { } empty })
            {
                return Composition.WithoutReference(predictions.Conditional);
            }

            var positive = predictions.Conditional.Where(prediction => prediction.Weight > 0).ToList();
            var prompt = positive.Count == 0 ? new Latent(empty.Shape) : Composition.Direction(positive, empty);
            var direction = Without(prompt, prompt, unconditional - empty, context.Options["neg_scale"]);
            foreach (var (denoised, weight) in predictions.Conditional.Where(prediction => prediction.Weight < 0))
            {
                direction = Without(direction, prompt, denoised - empty, -weight);
            }

            var guided = empty + (direction * context.Settings.Scale);
            return GuidanceRescale.Apply(predictions.X, step.Sigma, empty + prompt, guided, context.Settings.Rescale);
        }

        private static Latent Without(Latent direction, Latent prompt, Latent negative, double weight) =>
            direction - (Projection.Perpendicular(negative, prompt) * weight);
    }
}
