using Atelier.Sampling;
using Atelier.Tensors;

namespace Atelier.Samplers.Tests.Samplers;

/// <summary>For runs that must not draw.</summary>
internal sealed class NoNoise : INoiseSource
{
    public Latent Next(double sigma, double sigmaNext) => throw new InvalidOperationException("This run draws no noise.");
}
