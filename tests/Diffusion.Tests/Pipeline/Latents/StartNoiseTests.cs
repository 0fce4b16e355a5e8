using Atelier.Diffusion.Pipeline.Latents;
using Atelier.Generation;
using Atelier.Noise;
using Atelier.Tensors;

namespace Atelier.Diffusion.Tests.Pipeline.Latents;

public sealed class StartNoiseTests
{
    private const int Factor = 8;

    [Fact]
    public void Without_a_variation_it_is_each_pictures_own_stream()
    {
        var made = Draw(2, 2, [10, 20], null);
        Assert.Equal([10.000, 10.001, 10.002, 10.003, 20.000, 20.001, 20.002, 20.003], made.Values.ToArray(), Near);
    }

    [Fact]
    public void A_wider_picture_has_the_other_sizes_noise_in_its_middle_and_its_own_beside_it()
    {
        // 2 columns in the middle of 5: (5 - 2) // 2 = 1 is left free before them. The noise of the other size begins the seed's numbers
        // too.
        var made = Draw(1, 5, [10], new Variation { FromWidth = 2 * Factor, FromHeight = Factor });
        Assert.Equal([10.000, 10.000, 10.001, 10.003, 10.004], made.Values.ToArray(), Near);
    }

    [Fact]
    public void A_narrower_picture_has_the_middle_of_the_other_sizes_noise()
    {
        // 5 columns over 2: (2 - 5) // 2 = -2, so it begins at the third, and 5 - 4 = 1 is taken.
        var made = Draw(1, 2, [10], new Variation { FromWidth = 5 * Factor, FromHeight = Factor });
        Assert.Equal([10.002, 10.001], made.Values.ToArray(), Near);
    }

    [Fact]
    public void A_full_variation_is_the_neighbours_noise()
    {
        var made = Draw(2, 1, [10], new Variation { Strength = 1 });
        Assert.Equal([90.000, 90.001], made.Values.ToArray(), Near);
    }

    [Fact]
    public void A_stream_goes_on_after_the_pictures_own_noise_whatever_else_was_drawn()
    {
        var kind = new Counting();
        var stream = kind.Open(10);
        StartNoise.Draw(
            new TensorShape(1, 1, 1, 3), [10], [90], kind, [stream], new Variation { Strength = 0.5, FromWidth = 16, FromHeight = 8 },
            Factor);
        var next = new float[1];
        stream.Fill(next);
        Assert.Equal(10.003f, next[0], 1e-4f);
    }

    private static Latent Draw(int height, int width, ulong[] seeds, Variation? variation)
    {
        var kind = new Counting();
        return StartNoise.Draw(
            new TensorShape(seeds.Length, 1, height, width), seeds, [.. seeds.Select(_ => 90ul)], kind, [.. seeds.Select(kind.Open)],
            variation, Factor);
    }

    private static bool Near(double a, double b) => Math.Abs(a - b) < 1e-4;

    /// <summary>Its numbers are the seed and, in thousandths, which of the stream's they are.</summary>
    private sealed class Counting : INoise
    {
        public string Name => "counting";

        public INoiseStream Open(ulong seed) => new Stream(seed);

        private sealed class Stream(ulong seed) : INoiseStream
        {
            private int _at;

            public void Fill(Span<float> values)
            {
                foreach (ref var value in values)
                {
                    value = seed + (0.001f * _at++);
                }
            }
        }
    }
}
