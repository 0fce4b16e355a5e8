using Atelier.Tensors;

namespace Atelier.Sampling;

/// <summary>
/// What a sampler sees of the model. It hides the prediction type (ε, v, flow), guidance, masks and cancellation.
/// </summary>
public interface IDenoiser
{
    /// <summary>Predicts the clean latent.</summary>
    /// <param name="x">The noisy latent, <c>x0 + sigma · noise</c>.</param>
    /// <param name="sigma">Its noise level, above 0.</param>
    /// <exception cref="OperationCanceledException">The generation was cancelled.</exception>
    Denoised Denoise(Latent x, double sigma);

    /// <summary>
    /// Splits a step from one noise level to the next into a deterministic part and fresh noise. Default: the variance-exploding form
    /// that ε- and v-models share (k-diffusion, <c>get_ancestral_step</c>); flow models need another.
    /// </summary>
    /// <param name="sigma">Where the step starts.</param>
    /// <param name="sigmaNext">Where it ends.</param>
    /// <param name="eta">0 is deterministic, 1 the whole ancestral noise.</param>
    AncestralStep AncestralStep(double sigma, double sigmaNext, double eta) =>
        Sampling.AncestralStep.VarianceExploding(sigma, sigmaNext, eta);

    /// <summary>The training schedule of the model, for samplers that think in its timesteps.</summary>
    ISigmaTable Table { get; }
}
