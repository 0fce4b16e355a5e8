namespace Atelier.Samplers;

/// <summary>Interpolating quadrature, which every linear multistep method comes down to.</summary>
internal static class Lagrange
{
    /// <summary>
    /// The weights w for which Σ w[j]·p(nodes[j]) = Σ c[k]·moments[k], for every polynomial p(v) = Σ c[k]·v^k of degree below the number
    /// of nodes. With moments ∫v^k dv they integrate the polynomial through values at the nodes.
    /// </summary>
    /// <param name="nodes">All different.</param>
    /// <param name="moments">At least one for each node.</param>
    public static double[] Weights(ReadOnlySpan<double> nodes, ReadOnlySpan<double> moments)
    {
        var weights = new double[nodes.Length];
        var basis = new double[nodes.Length];
        for (var j = 0; j < nodes.Length; j++)
        {
            Array.Clear(basis);
            basis[0] = 1;
            for (var m = 0; m < nodes.Length; m++)
            {
                if (m != j)
                {
                    Multiply(basis, nodes[m], nodes[j] - nodes[m]);
                }
            }

            for (var k = 0; k < basis.Length; k++)
            {
                weights[j] += basis[k] * moments[k];
            }
        }

        return weights;
    }

    /// <summary>Multiplies a polynomial by (v − root) / scale, in place.</summary>
    private static void Multiply(double[] polynomial, double root, double scale)
    {
        for (var k = polynomial.Length - 1; k >= 0; k--)
        {
            polynomial[k] = ((k > 0 ? polynomial[k - 1] : 0) - (root * polynomial[k])) / scale;
        }
    }
}
