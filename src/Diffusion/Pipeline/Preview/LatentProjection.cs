using Atelier.Diffusion.Pipeline.Decode;
using Atelier.Imaging;
using Atelier.Tensors;

namespace Atelier.Diffusion.Pipeline.Preview;

/// <summary>
/// A guess at a latent's colours, one pixel a latent value: red, green and blue as weighted sums of its channels. The weights are those that come
/// nearest to the model's own decoder, by least squares, on a few random latents; so it fits any autoencoder with any number of channels.
/// </summary>
internal sealed class LatentProjection
{
    private const int Colours = 3;
    private const int Side = 8;
    private const int Samples = 3;

    // [colour, channel], and the constant last.
    private readonly double[,] _weights;

    private LatentProjection(double[,] weights) => _weights = weights;

    /// <summary>Fits a projection to a decoder.</summary>
    public static LatentProjection Fit(VaeDecoder decoder, int channels, CancellationToken cancellation)
    {
        var fit = new LeastSquares(channels + 1, Colours);
        var random = new Random(channels);
        for (var sample = 0; sample < Samples; sample++)
        {
            var latent = Blotches(random, channels, coarse: 2 << sample);
            var decoded = decoder.Decode(latent, cancellation);
            Add(fit, latent, decoded);
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

    private static void Add(LeastSquares fit, Latent latent, Planes decoded)
    {
        var channels = latent.Shape[1];
        var factor = decoded.Width / Side;
        var inputs = new double[channels + 1];
        var colours = new double[Colours];
        for (var y = 0; y < Side; y++)
        {
            for (var x = 0; x < Side; x++)
            {
                for (var channel = 0; channel < channels; channel++)
                {
                    inputs[channel] = latent.Values[(((channel * Side) + y) * Side) + x];
                }

                inputs[channels] = 1;
                for (var colour = 0; colour < Colours; colour++)
                {
                    colours[colour] = Mean(decoded, colour, y * factor, x * factor, factor);
                }

                fit.Add(inputs, colours);
            }
        }
    }

    private static double Mean(Planes planes, int colour, int top, int left, int size)
    {
        double sum = 0;
        for (var y = top; y < top + size; y++)
        {
            for (var x = left; x < left + size; x++)
            {
                sum += planes.Values[(((colour * planes.Height) + y) * planes.Width) + x];
            }
        }

        return Math.Clamp(sum / (size * size), -1, 1);
    }

    // Patches of one value each, as pictures have them: a decoder makes little of noise that changes with every value.
    private static Latent Blotches(Random random, int channels, int coarse)
    {
        var values = new double[channels * Side * Side];
        for (var channel = 0; channel < channels; channel++)
        {
            var patches = new double[coarse * coarse];
            for (var i = 0; i < patches.Length; i++)
            {
                patches[i] = Normal(random);
            }

            for (var at = 0; at < Side * Side; at++)
            {
                values[(channel * Side * Side) + at] = patches[(at / Side * coarse / Side * coarse) + (at % Side * coarse / Side)];
            }
        }

        return Latent.Own(new TensorShape(1, channels, Side, Side), values);
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
