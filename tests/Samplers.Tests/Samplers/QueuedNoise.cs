using Atelier.Sampling;
using Atelier.Support;
using Atelier.Tensors;

namespace Atelier.Samplers.Tests.Samplers;

/// <summary>Gives golden noise in the order of the calls.</summary>
/// <param name="noise">One latent after another along the first dimension.</param>
internal sealed class QueuedNoise(GoldenTensor noise) : INoiseSource
{
    private readonly TensorShape _shape = new(noise.Shape[1..]);
    private int _calls;

    public Latent Next(double sigma, double sigmaNext) =>
        Latent.Own(_shape, noise.Doubles.AsSpan(_calls++ * _shape.ElementCount, _shape.ElementCount).ToArray());
}
