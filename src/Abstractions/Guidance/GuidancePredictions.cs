using Atelier.Tensors;

namespace Atelier.Guidance;

/// <summary>What the network predicts for one picture at a step: clean latents, [1, channels, height, width].</summary>
/// <param name="X">The noisy latent that they were predicted from.</param>
/// <param name="Conditional">One prediction per prompt joined by AND, with its weight; at least one.</param>
public sealed record GuidancePredictions(Latent X, IReadOnlyList<WeightedPrediction> Conditional)
{
    /// <summary>
    /// The prediction for the negative prompt; null where it was not needed. A sampler may ask for it where guidance does not: then it is
    /// here and guidance leaves it alone.
    /// </summary>
    public Latent? Unconditional { get; init; }

    /// <summary>The prediction for the empty prompt; null where it was not needed.</summary>
    public Latent? Empty { get; init; }

    /// <summary>For each of <see cref="Conditional"/> the prediction with perturbed attention; null where it was not needed.</summary>
    public IReadOnlyList<Latent>? Perturbed { get; init; }
}

/// <summary>One prompt's prediction of the clean latent.</summary>
/// <param name="Denoised">The prediction.</param>
/// <param name="Weight">Its weight in the composition; 1 by default, may be negative.</param>
public readonly record struct WeightedPrediction(Latent Denoised, double Weight);
