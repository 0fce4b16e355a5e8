using static System.MathF;

namespace Atelier.Samplers.Noise;

/// <summary>
/// Logarithm, sine and cosine in single precision by the polynomials of Cephes (Moshier 1992), with the multiplications and additions fused
/// where PyTorch's AVX2 code has them fused, so that the last bits agree. PyTorch: <c>avx_mathfun.h</c>.
/// </summary>
internal static class VectorMath
{
    private static readonly float[] LogTerms =
    [
        7.0376836292e-2f, -1.1514610310e-1f, 1.1676998740e-1f, -1.2420140846e-1f, 1.4249322787e-1f, -1.6668057665e-1f, 2.0000714765e-1f,
        -2.4999993993e-1f, 3.3333331174e-1f,
    ];

    private static readonly float[] SinTerms = [-1.9515295891e-4f, 8.3321608736e-3f, -1.6666654611e-1f];
    private static readonly float[] CosTerms = [2.443315711809948e-5f, -1.388731625493765e-3f, 4.166664568298827e-2f];

    /// <summary>The natural logarithm.</summary>
    /// <param name="x">Above 0, not subnormal.</param>
    public static float Log(float x)
    {
        // x = m·2^e with m from √½ to √2.
        var bits = BitConverter.SingleToInt32Bits(x);
        var e = (float)((bits >> 23) - 126);
        var m = BitConverter.Int32BitsToSingle((bits & 0x007fffff) | 0x3f000000);
        if (m < 0.70710678f)
        {
            e--;
            m = (m - 1) + m;
        }
        else
        {
            m--;
        }

        // ln 2 in two parts: the second is exact in few bits.
        var z = m * m;
        var y = FusedMultiplyAdd(Polynomial(LogTerms, m) * m, z, e * -2.12194440e-4f);
        y -= z * 0.5f;
        return FusedMultiplyAdd(e, 0.693359375f, m + y);
    }

    /// <summary>Sine and cosine.</summary>
    /// <param name="x">An angle from 0 to 2π.</param>
    public static (float Sin, float Cos) SinCos(float x)
    {
        // The nearest even multiple of π/4 leaves at most π/4; the multiple is taken off in three parts.
        var octant = ((int)(x * 1.27323954473516f) + 1) & ~1;
        x = FusedMultiplyAdd(octant, -0.78515625f, x);
        x = FusedMultiplyAdd(octant, -2.4187564849853515625e-4f, x);
        x = FusedMultiplyAdd(octant, -3.77489497744594108e-8f, x);

        var z = x * x;
        var cos = FusedMultiplyAdd(Polynomial(CosTerms, z) * z, z, z * -0.5f) + 1;
        var sin = FusedMultiplyAdd(Polynomial(SinTerms, z) * z, x, x);
        return (octant & 7) switch
        {
            0 => (sin, cos),
            2 => (cos, -sin),
            4 => (-sin, -cos),
            _ => (-cos, sin),
        };
    }

    private static float Polynomial(float[] terms, float x)
    {
        var y = terms[0];
        for (var i = 1; i < terms.Length; i++)
        {
            y = FusedMultiplyAdd(y, x, terms[i]);
        }

        return y;
    }
}
