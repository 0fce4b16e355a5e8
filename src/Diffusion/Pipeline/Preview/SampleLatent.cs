using Atelier.Diffusion.Pipeline.Decode;
using Atelier.Tensors;

namespace Atelier.Diffusion.Pipeline.Preview;

/// <summary>A few random latents with what a decoder makes of them.</summary>
/// <param name="Latent">8 × 8, in the model's latent scale.</param>
/// <param name="Decoded">Its pixels.</param>
internal sealed record SampleLatent(Latent Latent, Planes Decoded)
{
    public const int Side = 8;
    private const int Count = 3;

    /// <summary>The same ones for every decoder of so many channels.</summary>
    public static IReadOnlyList<SampleLatent> Of(VaeDecoder decoder, int channels, CancellationToken cancellation)
    {
        var random = new Random(channels);
        return
        [
            .. Enumerable.Range(0, Count).Select(sample => Blotches(random, channels, coarse: 2 << sample)).ToList()
                .Select(latent => new SampleLatent(latent, decoder.Decode(latent, cancellation))),
        ];
    }

    /// <summary>The mean of a colour over the pixels of one latent value, −1 to 1.</summary>
    public double Colour(int colour, int y, int x)
    {
        var size = Decoded.Width / Side;
        double sum = 0;
        for (var row = y * size; row < (y + 1) * size; row++)
        {
            for (var column = x * size; column < (x + 1) * size; column++)
            {
                sum += Decoded.Values[(((colour * Decoded.Height) + row) * Decoded.Width) + column];
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
