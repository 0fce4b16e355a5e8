using Atelier.Generation;
using Atelier.Noise;
using Atelier.Tensors;

namespace Atelier.Diffusion.Pipeline.Latents;

/// <summary>
/// The noise that a pass begins from, as AUTOMATIC1111 draws it (<c>modules/rng.py</c>, <c>ImageRNG.first</c>): a picture's own, mixed with
/// its neighbour's, and with the noise of another size in its middle.
/// </summary>
internal static class StartNoise
{
    /// <summary>Draws every picture's noise.</summary>
    /// <param name="shape">Batch × channels × height × width.</param>
    /// <param name="seeds">One a picture.</param>
    /// <param name="variationSeeds">One a picture.</param>
    /// <param name="kind">Makes streams of seeds.</param>
    /// <param name="streams">One a picture, just opened with its seed; a stochastic sampler goes on where this stops.</param>
    /// <param name="variation">The neighbour's strength and the other size; null where there is none.</param>
    /// <param name="factor">Pixels a latent value.</param>
    public static Latent Draw(
        TensorShape shape, IReadOnlyList<ulong> seeds, IReadOnlyList<ulong> variationSeeds, INoise kind,
        IReadOnlyList<INoiseStream> streams,
        Variation? variation, int factor)
    {
        var picture = shape.WithBatch(1);
        var other = OtherSize(picture, variation, factor);
        return Latent.Concatenate(
        [
            .. streams.Select((stream, i) =>
            {
                var noise = Fill(other.Equals(picture) ? stream : kind.Open(seeds[i]), other);
                if (variation is { Strength: > 0 })
                {
                    noise = Slerp.Mix(noise, Fill(kind.Open(variationSeeds[i]), other), variation.Strength);
                }

                return other.Equals(picture) ? noise : Middle.Put(noise, Fill(stream, picture));
            }),
        ]);
    }

    private static TensorShape OtherSize(TensorShape picture, Variation? variation, int factor) => new(
        1, picture[1], variation?.FromHeight / factor ?? picture[2], variation?.FromWidth / factor ?? picture[3]);

    private static Latent Fill(INoiseStream stream, TensorShape shape)
    {
        var values = new float[shape.ElementCount];
        stream.Fill(values);
        return Latent.FromSingle(shape, values);
    }
}
