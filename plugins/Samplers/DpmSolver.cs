using Atelier.Sampling;
using Atelier.Tensors;
using static Atelier.Samplers.SamplerMath;

namespace Atelier.Samplers;

/// <summary>
/// The single steps of DPM-Solver (Lu et al. 2022, Algorithms 1 and 2) in t = −log sigma, from t over h with the noise estimates made so
/// far. k-diffusion: <c>DPMSolver</c>.
/// </summary>
internal static class DpmSolver
{
    /// <summary>The noise level at a time.</summary>
    public static double Sigma(double t) => Math.Exp(-t);

    /// <summary>The time of a noise level.</summary>
    public static double Time(double sigma) => -Math.Log(sigma);

    /// <summary>DPM-Solver-1, which is DDIM.</summary>
    public static Latent First(Latent x, double t, double h, Latent eps) => x - (eps * (Sigma(t + h) * Expm1(h)));

    /// <summary>DPM-Solver-2, with <paramref name="eps1"/> at t + r1·h, reached by <see cref="First"/>.</summary>
    public static Latent Second(Latent x, double t, double h, double r1, Latent eps, Latent eps1) =>
        First(x, t, h, eps) - ((eps1 - eps) * (Sigma(t + h) * Expm1(h) / (2 * r1)));

    /// <summary>The second intermediate value of DPM-Solver-3, at t + r2·h.</summary>
    public static Latent ThirdIntermediate(Latent x, double t, double h, double r1, double r2, Latent eps, Latent eps1) =>
        First(x, t, r2 * h, eps) - ((eps1 - eps) * (Sigma(t + (r2 * h)) * (r2 / r1) * ((Expm1(r2 * h) / (r2 * h)) - 1)));

    /// <summary>DPM-Solver-3, with <paramref name="eps2"/> at t + r2·h, reached by <see cref="ThirdIntermediate"/>.</summary>
    public static Latent Third(Latent x, double t, double h, double r2, Latent eps, Latent eps2) =>
        First(x, t, h, eps) - ((eps2 - eps) * (Sigma(t + h) / r2 * ((Expm1(h) / h) - 1)));

    /// <summary>
    /// Where a schedule's run starts and ends. The solvers live in log sigma and cannot reach 0: they stop at the last level above it, and
    /// with a single step at the model's smallest.
    /// </summary>
    public static (double Start, double End) Span(ReadOnlySpan<double> sigmas, ISigmaTable table)
    {
        var last = sigmas[^1] > 0 ? sigmas[^1] : sigmas.Length > 2 ? sigmas[^2] : Math.Min(table.SigmaMin, sigmas[0]);
        return (Time(sigmas[0]), Time(last));
    }

    /// <summary>
    /// An ancestral step that does not pass the end: where to go, and the noise that leads back to the noise level of t + h.
    /// </summary>
    public static (double H, double Up) Split(IDenoiser model, double t, double h, double end, double eta)
    {
        if (eta == 0)
        {
            return (h, 0);
        }

        var (sigma, next) = (Sigma(t), Sigma(t + h));
        var down = Math.Min(end, Time(model.AncestralStep(sigma, next, eta).Down));
        return (down - t, Math.Sqrt(Math.Max(0, (next * next) - (Sigma(down) * Sigma(down)))));
    }
}
