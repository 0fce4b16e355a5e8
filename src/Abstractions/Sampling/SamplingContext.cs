using Atelier.Tensors;

namespace Atelier.Sampling;

/// <summary>What a sampler gets beside the model: noise, options, progress.</summary>
public abstract class SamplingContext
{
    /// <summary>Fresh noise, one stream per picture of the batch.</summary>
    public abstract INoiseSource Noise { get; }

    /// <summary>The values of the options the sampler declares; what the request leaves out has its default.</summary>
    public abstract PartOptions Options { get; }

    /// <summary>Call once per step, after its (first) prediction.</summary>
    /// <param name="step">0 for the first.</param>
    /// <param name="sigma">The noise level of the step.</param>
    /// <param name="denoised">The current estimate of the clean latent: what previews show.</param>
    public abstract void Report(int step, double sigma, Latent denoised);
}
