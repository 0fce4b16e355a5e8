using Atelier.Tensors;

namespace Atelier.Sampling;

/// <summary>Fresh normal noise at every call, from each picture's own stream.</summary>
/// <param name="context">Streams and shape.</param>
public sealed class IndependentNoise(NoiseContext context) : INoiseSource
{
    /// <inheritdoc/>
    public Latent Next(double sigma, double sigmaNext)
    {
        var values = new float[context.Shape.ElementCount];
        var length = values.Length / context.Shape[0];
        for (var i = 0; i < context.Streams.Count; i++)
        {
            context.Streams[i].Fill(values.AsSpan(i * length, length));
        }

        return Latent.FromSingle(context.Shape, values);
    }
}
