using Atelier.Tensors;

namespace Atelier.Samplers;

/// <summary>The few lines of maths that samplers share.</summary>
internal static class SamplerMath
{
    /// <summary>
    /// The derivative of the probability flow, which is also the model's estimate of the noise (k-diffusion, <c>to_d</c>).
    /// </summary>
    public static Latent Derivative(Latent x, double sigma, Latent denoised) => (x - denoised) / sigma;

    /// <summary>exp(x) − 1 without cancellation near 0 (Kahan's correction of the rounded exponential).</summary>
    public static double Expm1(double x)
    {
        var u = Math.Exp(x);
        if (u == 1)
        {
            return x;
        }

        return u - 1 == -1 ? -1 : (u - 1) * x / Math.Log(u);
    }

    /// <summary>The geometric point between two noise levels: 0 gives the first, 1 the second.</summary>
    public static double Between(double sigma, double sigmaNext, double r) => sigma * Math.Pow(sigmaNext / sigma, r);
}
