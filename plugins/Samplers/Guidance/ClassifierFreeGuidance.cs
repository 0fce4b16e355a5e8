using Atelier.Guidance;
using Atelier.Tensors;

namespace Atelier.Samplers.Guidance;

/// <summary>
/// Classifier-free guidance (Ho and Salimans 2022), composed over prompts joined by AND (Liu et al. 2022, composable diffusion), within a
/// window of the schedule (Kynkäänniemi et al. 2024), with its contrast taken back (Lin et al. 2023, section 3.4).
/// </summary>
/// <remarks>
/// Rescaling compares standard deviations of v, picture by picture, whatever the model predicts: v has about unit variance at every noise
/// level, as Lin et al. assume. ComfyUI's RescaleCFG does the same; diffusers takes the model's own output.
/// </remarks>
internal sealed class ClassifierFreeGuidance : IGuidance
{
    public string Name => "cfg";

    public string Label => "CFG";

    public IReadOnlyList<string> Aliases => ["classifier_free"];

    public string Description => "Classifier-free guidance with AND, a window and rescaling (Ho and Salimans 2022).";

    public bool NeedsUnconditional(GuidanceStep step) =>
        step.Settings.Scale != 1 && step.Progress >= step.Settings.Start && step.Progress < step.Settings.End;

    public Latent Guide(GuidanceStep step, Latent x, IReadOnlyList<WeightedPrediction> conditional, Latent? unconditional)
    {
        if (!NeedsUnconditional(step) || unconditional is null)
        {
            return Composition.WithoutReference(conditional);
        }

        var direction = Composition.Direction(conditional, unconditional);
        var guided = unconditional + (direction * step.Settings.Scale);
        return step.Settings.Rescale == 0
            ? guided
            : GuidanceRescale.Apply(x, step.Sigma, unconditional + direction, guided, step.Settings.Rescale);
    }
}
