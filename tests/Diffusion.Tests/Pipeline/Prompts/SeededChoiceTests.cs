using Atelier.Diffusion.Pipeline.Prompts;

namespace Atelier.Diffusion.Tests.Pipeline.Prompts;

public sealed class SeededChoiceTests
{
    [Fact]
    public void Numbers_are_SplitMix64s()
    {
        // The first outputs for seed 1234567 of the authors' splitmix64.c: 6457827717110365317, 3203168211198807973, 9817491932198370423.
        var choice = new SeededChoice(1234567);
        Assert.Equal(
            [6457827717110365317 >> 11, 3203168211198807973 >> 11, 9817491932198370423 >> 11],
            Enumerable.Range(0, 3).Select(_ => (ulong)(choice.Fraction() * (1UL << 53))));
    }

    [Fact]
    public void Every_number_below_the_count_comes_equally_often()
    {
        var choice = new SeededChoice(5);
        var counts = new int[7];
        for (var i = 0; i < 7000; i++)
        {
            counts[choice.Below(7)]++;
        }

        // Four standard deviations of a thousand.
        Assert.All(counts, count => Assert.InRange(count, 880, 1120));
    }
}
