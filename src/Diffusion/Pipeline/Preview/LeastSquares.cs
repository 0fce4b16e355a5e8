namespace Atelier.Diffusion.Pipeline.Preview;

/// <summary>Linear least squares by the normal equations, for a handful of unknowns.</summary>
/// <param name="inputs">Numbers that go in, a constant 1 included where one is wanted.</param>
/// <param name="outputs">Numbers to come near to.</param>
internal sealed class LeastSquares(int inputs, int outputs)
{
    // Keeps an input that never moved from getting a huge weight.
    private const double Ridge = 1e-3;

    private readonly double[,] _products = new double[inputs, inputs + outputs];
    private int _count;

    /// <summary>Adds an observation.</summary>
    public void Add(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        _count++;
        for (var i = 0; i < inputs; i++)
        {
            for (var j = 0; j < inputs; j++)
            {
                _products[i, j] += x[i] * x[j];
            }

            for (var k = 0; k < outputs; k++)
            {
                _products[i, inputs + k] += x[i] * y[k];
            }
        }
    }

    /// <summary>The weights, output by input.</summary>
    public double[,] Solve()
    {
        var a = (double[,])_products.Clone();
        for (var i = 0; i < inputs; i++)
        {
            a[i, i] += Ridge * Math.Max(1, _count);
        }

        // Gauss and Jordan; the matrix is positive definite, so no pivot is near zero.
        for (var i = 0; i < inputs; i++)
        {
            for (var row = 0; row < inputs; row++)
            {
                var factor = row == i ? 0 : a[row, i] / a[i, i];
                for (var column = i; column < inputs + outputs; column++)
                {
                    a[row, column] -= factor * a[i, column];
                }
            }
        }

        var weights = new double[outputs, inputs];
        for (var i = 0; i < inputs; i++)
        {
            for (var k = 0; k < outputs; k++)
            {
                weights[k, i] = a[i, inputs + k] / a[i, i];
            }
        }

        return weights;
    }
}
