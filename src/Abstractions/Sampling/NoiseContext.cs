using Atelier.Noise;
using Atelier.Tensors;

namespace Atelier.Sampling;

/// <summary>What a noise source is made of.</summary>
/// <param name="Shape">The shape of the latent, batch outermost.</param>
/// <param name="Streams">
/// One stream per picture, from which its initial noise has been drawn already: the next values are those that PyTorch's generator
/// would give an ancestral sampler.
/// </param>
/// <param name="Seeds">One seed per picture.</param>
/// <param name="Noise">The kind of noise, for sources that open streams of their own.</param>
/// <param name="SigmaMin">The smallest noise level above 0 in the schedule.</param>
/// <param name="SigmaMax">The largest noise level in the schedule.</param>
public sealed record NoiseContext(
    TensorShape Shape, IReadOnlyList<INoiseStream> Streams, IReadOnlyList<ulong> Seeds, INoise Noise, double SigmaMin, double SigmaMax);
