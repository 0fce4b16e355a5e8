using Atelier.Tensors;

namespace Atelier.Sampling;

/// <summary>What a stochastic sampler draws from.</summary>
public interface INoiseSource
{
    /// <summary>Noise of unit variance for the step between two noise levels.</summary>
    /// <param name="sigma">Where the step starts.</param>
    /// <param name="sigmaNext">Where it ends. A Brownian source gives consistent values for overlapping steps.</param>
    Latent Next(double sigma, double sigmaNext);
}
