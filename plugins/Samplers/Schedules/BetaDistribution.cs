namespace Atelier.Samplers.Schedules;

/// <summary>The symmetric beta distribution, with density proportional to (x·(1 − x))^(a − 1) on 0 to 1.</summary>
internal static class BetaDistribution
{
    /// <summary>The x below which a share p lies; what SciPy calls <c>beta.ppf(p, a, a)</c>.</summary>
    /// <param name="p">0 to 1.</param>
    /// <param name="a">Above 0.</param>
    public static double Quantile(double p, double a)
    {
        if (p > 0.5)
        {
            return 1 - Quantile(1 - p, a);
        }

        // The distribution rises without bound in slope at 0, so bisect in log x; the lower end lies beyond the least p of interest.
        var half = Lower(0.5, a);
        var (low, high) = (Math.Log(double.Epsilon), Math.Log(0.5));
        if (p == 0)
        {
            return 0;
        }

        for (var i = 0; i < 100 && high - low > 1e-16; i++)
        {
            var middle = (low + high) / 2;
            if (Lower(Math.Exp(middle), a) < 2 * p * half)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return Math.Exp(high);
    }

    /// <summary>
    /// ∫ (t·(1 − t))^(a − 1) dt from 0 to x, up to 1/2, by the binomial series of (1 − t)^(a − 1), whose terms fall faster than 2^−k there.
    /// Twice its value at 1/2 is the whole integral.
    /// </summary>
    private static double Lower(double x, double a)
    {
        var sum = 0.0;
        var term = 1.0;
        for (var k = 0; k < 200; k++)
        {
            var add = term / (a + k);
            sum += add;
            if (Math.Abs(add) < 1e-18 * Math.Abs(sum))
            {
                break;
            }

            term *= (k + 1 - a) / (k + 1) * x;
        }

        return Math.Pow(x, a) * sum;
    }
}
