using Atelier.Tensors;

namespace Atelier.Guidance;

/// <summary>
/// Combines the predictions for the prompt and for the negative prompt into the one the sampler follows. A singleton without state.
/// </summary>
public interface IGuidance : INamed
{
    /// <summary>Whether the prediction for the negative prompt is needed at this noise level. False saves half of the work.</summary>
    /// <param name="step">Where the generation stands, and what was asked for.</param>
    bool NeedsUnconditional(GuidanceStep step);

    /// <summary>Combines clean-latent predictions.</summary>
    /// <param name="step">Where the generation stands, and what was asked for.</param>
    /// <param name="x">The noisy latent that was predicted from.</param>
    /// <param name="conditional">One prediction per prompt joined by AND, with its weight; at least one.</param>
    /// <param name="unconditional">
    /// The prediction for the negative prompt. Never null where <see cref="NeedsUnconditional"/> is true; elsewhere given only if the sampler
    /// asked for it, and then guidance leaves it alone.
    /// </param>
    /// <returns>The guided clean latent, in the shape of <paramref name="x"/>.</returns>
    Latent Guide(GuidanceStep step, Latent x, IReadOnlyList<WeightedPrediction> conditional, Latent? unconditional);
}

/// <summary>One prompt's prediction of the clean latent.</summary>
/// <param name="Denoised">The prediction.</param>
/// <param name="Weight">Its weight in the composition; 1 by default, may be negative.</param>
public readonly record struct WeightedPrediction(Latent Denoised, double Weight);

/// <summary>Where a generation stands when guidance is asked.</summary>
/// <param name="Sigma">The noise level.</param>
/// <param name="Progress">The fraction of the schedule that lies behind: 0 at the start, near 1 at the end.</param>
/// <param name="Settings">What the request asked for.</param>
public readonly record struct GuidanceStep(double Sigma, double Progress, GuidanceSettings Settings);
