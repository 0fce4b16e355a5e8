using Atelier.Sampling;
using Atelier.Tensors;

namespace Atelier.Samplers.Noise;

/// <summary>
/// Increments of one Brownian path per picture, so that steps that overlap see the same noise and fewer or more steps see the same path
/// (Katherine Crowson). k-diffusion: <c>BrownianTreeNoiseSampler</c>.
/// </summary>
internal sealed class BrownianNoise : INoiseSource
{
    private readonly TensorShape _shape;
    private readonly BrownianTree[] _trees;

    // A call mostly starts where the last one started or ended.
    private (double Sigma, double[] Path)[] _lately = [];

    public BrownianNoise(NoiseContext context)
    {
        _shape = context.Shape;
        var length = _shape.ElementCount / _shape[0];
        _trees = [.. context.Seeds.Select(
            seed => new BrownianTree(context.Noise, seed, length, Single(context.SigmaMin), Single(context.SigmaMax)))];
    }

    public Latent Next(double sigma, double sigmaNext)
    {
        var from = Path(sigma);
        var to = Path(sigmaNext);
        _lately = [(sigma, from), (sigmaNext, to)];
        var scale = 1 / Math.Sqrt(Math.Abs(Single(sigma) - Single(sigmaNext)));
        var values = new double[from.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (to[i] - from[i]) * scale;
        }

        return Latent.Own(_shape, values);
    }

    private double[] Path(double sigma)
    {
        foreach (var known in _lately)
        {
            if (known.Sigma == sigma)
            {
                return known.Path;
            }
        }

        return [.. _trees.SelectMany(tree => tree.At(Single(sigma)))];
    }

    // The programs whose path this is hold their noise levels in single precision.
    private static double Single(double sigma) => (float)sigma;
}
