using Atelier.Noise;
using Xunit;

namespace Atelier.Compliance;

/// <summary>What every <see cref="INoise"/> keeps to. Inherit it and give the noise.</summary>
public abstract class NoiseCompliance
{
    protected abstract INoise Noise { get; }

    [Fact]
    public void It_is_well_named() => NamedCompliance.Check(Noise);

    [Theory]
    [InlineData(0UL)]
    [InlineData(1UL)]
    [InlineData(uint.MaxValue)]
    [InlineData(ulong.MaxValue)]
    public void The_same_seed_gives_the_same_values(ulong seed)
    {
        var (first, second) = (Noise.Open(seed), Noise.Open(seed));
        foreach (var length in new[] { 64, 3, 100, 5, 1024 })
        {
            Assert.Equal(Draw(first, length), Draw(second, length));
        }
    }

    [Fact]
    public void Different_seeds_and_successive_calls_give_different_values()
    {
        var stream = Noise.Open(7);
        var first = Draw(stream, 256);
        Assert.NotEqual(first, Draw(stream, 256));
        Assert.NotEqual(first, Draw(Noise.Open(8), 256));
    }

    [Fact]
    public void Streams_do_not_disturb_each_other()
    {
        var alone = Noise.Open(5);
        var expected = new[] { Draw(alone, 32), Draw(alone, 9), Draw(alone, 32) };
        var (one, other) = (Noise.Open(5), Noise.Open(6));
        foreach (var values in expected)
        {
            Draw(other, 50);
            Assert.Equal(values, Draw(one, values.Length));
        }
    }

    [Fact]
    public void Every_length_is_filled_with_finite_values()
    {
        var stream = Noise.Open(11);
        for (var length = 0; length <= 70; length++)
        {
            var values = new float[length];
            Array.Fill(values, float.NaN);
            stream.Fill(values);
            Assert.All(values, value => Assert.True(float.IsFinite(value), $"length {length}"));
        }
    }

    [Fact]
    public void Values_are_normal()
    {
        var values = Draw(Noise.Open(2024), 1 << 18);
        Assert.InRange(Moment(1), -0.01, 0.01);
        Assert.InRange(Moment(2), 0.99, 1.01);
        Assert.InRange(Moment(3), -0.03, 0.03);
        Assert.InRange(Moment(4), 2.93, 3.07);
        Assert.InRange(values.Zip(values.Skip(1), (a, b) => (double)a * b).Average(), -0.01, 0.01);

        double Moment(int power) => values.Average(value => Math.Pow(value, power));
    }

    private static float[] Draw(INoiseStream stream, int length)
    {
        var values = new float[length];
        stream.Fill(values);
        return values;
    }
}
