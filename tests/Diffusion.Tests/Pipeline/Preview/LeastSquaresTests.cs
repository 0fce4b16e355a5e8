using Atelier.Diffusion.Pipeline.Preview;

namespace Atelier.Diffusion.Tests.Pipeline.Preview;

public sealed class LeastSquaresTests
{
    [Fact]
    public void Weights_that_made_the_observations_are_found_again()
    {
        var fit = new LeastSquares(3, 2);
        var random = new Random(1);
        for (var i = 0; i < 200; i++)
        {
            var (x, y) = ((random.NextDouble() * 4) - 2, (random.NextDouble() * 4) - 2);
            fit.Add([x, y, 1], [(2 * x) - y + 0.5, -x + (3 * y) - 1]);
        }

        var weights = fit.Solve();

        double[] expected = [2, -1, 0.5, -1, 3, -1];
        Assert.All(expected.Zip(weights.Cast<double>()), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, 0.01));
    }

    [Fact]
    public void An_input_that_never_moved_counts_for_nothing()
    {
        var fit = new LeastSquares(2, 1);
        fit.Add([1, 0], [1]);
        fit.Add([2, 0], [2]);

        Assert.Equal(0, fit.Solve()[0, 1]);
    }
}
