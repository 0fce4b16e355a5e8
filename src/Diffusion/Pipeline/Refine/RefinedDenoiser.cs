using Atelier.Diffusion.Pipeline.Sample;
using Atelier.Sampling;
using Atelier.Tensors;

namespace Atelier.Diffusion.Pipeline.Refine;

/// <summary>One model until a fraction of the steps, and another from there on. The noise levels stay the first's.</summary>
/// <param name="first">Begins.</param>
/// <param name="refiner">Takes over.</param>
/// <param name="steps">Tells the step of a level.</param>
/// <param name="switchAt">The fraction.</param>
internal sealed class RefinedDenoiser(IDenoiser first, IDenoiser refiner, StepFinder steps, double switchAt) : IDenoiser
{
    public ISigmaTable Table => first.Table;

    public Denoised Denoise(Latent x, double sigma) =>
        (steps.StepAt(sigma) >= switchAt * steps.Steps ? refiner : first).Denoise(x, sigma);
}
