using Atelier.Guidance;
using Atelier.Tensors;

namespace Atelier.Samplers.Guidance;

/// <summary>
/// Perturbed-attention guidance (Ahn et al. 2024, "Self-Rectifying Diffusion Sampling with Perturbed-Attention Guidance", eq. 14): away
/// from what the network predicts when places no longer see each other. Beside classifier-free guidance, or alone at scale 1.
/// </summary>
internal sealed class PerturbedAttentionGuidance : IGuidance
{
    public string Name => "pag";

    public string Label => "PAG";

    public IReadOnlyList<string> Aliases => ["perturbed_attention"];

    public string Description => "Perturbed-attention guidance: clearer structure, beside CFG or without it (Ahn et al. 2024).";

    public IReadOnlyList<PartOption> Options { get; } =
    [
        new("pag_scale", 3, 0, 100, "How far away from the perturbed prediction"),
        new("middle", 1, 0, 1, "1 perturbs the middle block"),
        new("down", 0, 0, 1, "1 perturbs the smallest block with attention on the way down"),
        new("up", 0, 0, 1, "1 perturbs the smallest block with attention on the way up"),
    ];

    public IGuidanceRun Begin(GuidanceContext context) => new Run(context);

    private sealed class Run(GuidanceContext context) : IGuidanceRun
    {
        private readonly double _scale = context.Options["pag_scale"];
        private readonly PerturbedLayers _layers =
            Layer(context, "middle", PerturbedLayers.Middle) | Layer(context, "down", PerturbedLayers.Down) | Layer(
                context, "up", PerturbedLayers.Up);

        public GuidanceNeeds Needs(GuidanceStep step) => new()
        {
            Unconditional = context.IsActive(step),
            Perturbed = _scale != 0 && context.IsInWindow(step) ? _layers : PerturbedLayers.None,
        };

        public Latent Guide(GuidanceStep step, GuidancePredictions predictions)
        {
            var guided = Composition.Guide(context, step, predictions, out var prompt);
            if (!context.IsInWindow(step) || predictions.Perturbed is not { } perturbed)
            {
                return guided;
            }

            foreach (var ((denoised, weight), without) in predictions.Conditional.Zip(perturbed))
            {
                guided += (denoised - without) * (weight * _scale);
            }

            return GuidanceRescale.Apply(predictions.X, step.Sigma, prompt, guided, context.Settings.Rescale);
        }

        private static PerturbedLayers Layer(GuidanceContext context, string option, PerturbedLayers layer) =>
            context.Options[option] >= 0.5 ? layer : PerturbedLayers.None;
    }
}
