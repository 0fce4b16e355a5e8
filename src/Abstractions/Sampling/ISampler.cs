using Atelier.Tensors;

namespace Atelier.Sampling;

/// <summary>
/// Turns noise into a picture's latent by calling a denoiser along a schedule of noise levels. A singleton without state: history lives
/// in the locals of <see cref="Sample"/>, which many threads may run at once.
/// </summary>
/// <remarks>
/// The shape is k-diffusion's (crowsonkb/k-diffusion, sampling.py): samplers work on <c>x = x0 + sigma · noise</c> and own their loop.
/// They are synchronous on purpose; cancellation and progress happen inside <see cref="IDenoiser.Denoise"/> and
/// <see cref="SamplingContext.Report"/>.
/// </remarks>
public interface ISampler : INamed
{
    /// <summary>The options this sampler reads, with their ranges. Default: none.</summary>
    IReadOnlyList<PartOption> Options => [];

    /// <summary>The schedule that suits it when a request names none. Default: <c>normal</c>.</summary>
    string DefaultSchedule => "normal";

    /// <summary>
    /// Whether it reads <see cref="Denoised.Unconditional"/>, so that the prediction for the negative prompt is made at every noise level,
    /// even where guidance has no need of it. Default: false.
    /// </summary>
    bool NeedsUnconditional => false;

    /// <summary>
    /// The source that <see cref="SamplingContext.Noise"/> draws from. Default: independent normal noise at every call. Samplers of
    /// stochastic differential equations return a Brownian path instead.
    /// </summary>
    /// <param name="context">Seeds, shape and the span of noise levels.</param>
    INoiseSource OpenNoise(NoiseContext context) => new IndependentNoise(context);

    /// <summary>Runs the sampler.</summary>
    /// <param name="model">Predicts the clean latent at a noise level.</param>
    /// <param name="x">The start, already scaled: for a whole generation, noise × <paramref name="sigmas"/>[0].</param>
    /// <param name="sigmas">Noise levels, falling; n + 1 of them for n steps, the last usually 0.</param>
    /// <param name="context">Noise, options and progress.</param>
    /// <returns>The latent at the last noise level, in the shape of <paramref name="x"/>.</returns>
    /// <exception cref="OperationCanceledException">The generation was cancelled; thrown by the denoiser.</exception>
    Latent Sample(IDenoiser model, Latent x, ReadOnlySpan<double> sigmas, SamplingContext context);
}
