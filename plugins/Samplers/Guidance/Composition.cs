using Atelier.Guidance;
using Atelier.Tensors;

namespace Atelier.Samplers.Guidance;

/// <summary>Several prompts as one (Liu et al. 2022, composable diffusion).</summary>
internal static class Composition
{
    /// <summary>Classifier-free guidance over them, where it has anything to do.</summary>
    /// <param name="context">What was asked for.</param>
    /// <param name="step">Where the picture stands.</param>
    /// <param name="predictions">What there is.</param>
    /// <param name="prompt">What the prompts predict together, without a scale.</param>
    public static Latent Guide(GuidanceContext context, GuidanceStep step, GuidancePredictions predictions, out Latent prompt)
    {
        if (!context.IsActive(step) || predictions.Unconditional is not { } unconditional)
        {
            return prompt = WithoutReference(predictions.Conditional);
        }

        var direction = Direction(predictions.Conditional, unconditional);
        prompt = unconditional + direction;
        return unconditional + (direction * context.Settings.Scale);
    }

    /// <summary>Σ weight·(prediction − unconditional): where the prompts pull together.</summary>
    public static Latent Direction(IReadOnlyList<WeightedPrediction> conditional, Latent unconditional)
    {
        var sum = (conditional[0].Denoised - unconditional) * conditional[0].Weight;
        foreach (var (denoised, weight) in conditional.Skip(1))
        {
            sum += (denoised - unconditional) * weight;
        }

        return sum;
    }

    /// <summary>
    /// The weighted mean of the prompts. Those of negative weight say only where not to go from an unconditional prediction: without one
    /// they are left out, and with no others the first stands alone.
    /// </summary>
    public static Latent WithoutReference(IReadOnlyList<WeightedPrediction> conditional)
    {
        var positive = conditional.Where(prediction => prediction.Weight > 0).ToList();
        if (conditional.Count == 1 || positive.Count == 0)
        {
            return conditional[0].Denoised;
        }

        var total = positive.Sum(prediction => prediction.Weight);
        return positive.Select(prediction => prediction.Denoised * (prediction.Weight / total)).Aggregate((left, right) => left + right);
    }
}
