using Atelier.Imaging;
using Atelier.Tensors;

namespace Atelier.Diffusion.Pipeline.Preview;

/// <summary>
/// A guess at a latent's colours, one pixel a latent value: red, green and blue as weighted sums of its channels. The weights are those
/// that come nearest to the model's own decoder, by least squares, on a few random latents; so it fits any autoencoder with any number of
/// channels.
/// </summary>
internal sealed class LatentProjection
{
    private const int Colours = 3;

    // [colour, channel], and the constant last.
    private readonly double[,] _weights;

    private LatentProjection(double[,] weights) => _weights = weights;

    /// <summary>Fits a projection to what a decoder makes of a few latents.</summary>
    public static LatentProjection Fit(IReadOnlyList<SampleLatent> samples, int channels)
    {
        var fit = new LeastSquares(channels + 1, Colours);
        foreach (var sample in samples)
        {
            Add(fit, sample);
        }

        return new LatentProjection(fit.Solve());
    }

    /// <summary>The picture that an estimate will roughly be, as small as the latent is.</summary>
    /// <param name="latent">1 × channels × height × width, in the model's latent scale.</param>
    public Picture Apply(Latent latent)
    {
        var (height, width) = (latent.Shape[2], latent.Shape[3]);
        var channels = latent.Shape[1];
        var plane = height * width;
        var pixels = new float[Colours * plane];
        for (var colour = 0; colour < Colours; colour++)
        {
            for (var at = 0; at < plane; at++)
            {
                var value = _weights[colour, channels];
                for (var channel = 0; channel < channels; channel++)
                {
                    value += _weights[colour, channel] * latent.Values[(channel * plane) + at];
                }

                // An estimate of the first steps may be anything.
                pixels[(colour * plane) + at] = double.IsFinite(value) ? (float)value : 0;
            }
        }

        return Picture.FromDecoder(pixels, width, height);
    }

    private static void Add(LeastSquares fit, SampleLatent sample)
    {
        var latent = sample.Latent;
        var channels = latent.Shape[1];
        var inputs = new double[channels + 1];
        var colours = new double[Colours];
        for (var at = 0; at < SampleLatent.Side * SampleLatent.Side; at++)
        {
            for (var channel = 0; channel < channels; channel++)
            {
                inputs[channel] = latent.Values[(channel * SampleLatent.Side * SampleLatent.Side) + at];
            }

            inputs[channels] = 1;
            for (var colour = 0; colour < Colours; colour++)
            {
                colours[colour] = sample.Colour(colour, at / SampleLatent.Side, at % SampleLatent.Side);
            }

            fit.Add(inputs, colours);
        }
    }
}
