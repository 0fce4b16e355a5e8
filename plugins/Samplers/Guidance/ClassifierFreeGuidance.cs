using Atelier.Guidance;
using Atelier.Tensors;

namespace Atelier.Samplers.Guidance;

/// <summary>
/// Classifier-free guidance (Ho and Salimans 2022), composed over prompts joined by AND (Liu et al. 2022, composable diffusion), within a
/// window of the schedule (Kynkäänniemi et al. 2024), with its contrast taken back (Lin et al. 2023, section 3.4).
/// </summary>
internal sealed class ClassifierFreeGuidance : IGuidance
{
    public string Name => "cfg";

    public string Label => "CFG";

    public IReadOnlyList<string> Aliases => ["classifier_free"];

    public string Description => "Classifier-free guidance with AND, a window and rescaling (Ho and Salimans 2022).";

    public IGuidanceRun Begin(GuidanceContext context) => new Run(context);

    private sealed class Run(GuidanceContext context) : IGuidanceRun
    {
        public GuidanceNeeds Needs(GuidanceStep step) => new() { Unconditional = context.IsActive(step) };

        public Latent Guide(GuidanceStep step, GuidancePredictions predictions)
        {
            var guided = Composition.Guide(context, step, predictions, out var prompt);
            return GuidanceRescale.Apply(predictions.X, step.Sigma, prompt, guided, context.Settings.Rescale);
        }
    }
}
