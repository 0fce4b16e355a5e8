using Atelier.Sampling;
using Atelier.Tensors;
using static Atelier.Samplers.DpmSolver;

namespace Atelier.Samplers;

/// <summary>
/// DPM-Solver-fast (Lu et al. 2022): third-order steps over equal parts of log sigma, so many that the evaluations are as many
/// as the schedule's steps. Of the schedule it takes only the ends. k-diffusion: <c>sample_dpm_fast</c>.
/// </summary>
internal sealed class DpmFast : ISampler
{
    private const double R1 = 1 / 3d;
    private const double R2 = 2 / 3d;

    public string Name => "dpm_fast";

    public string Label => "DPM fast";

    public IReadOnlyList<string> Aliases => ["sample_dpm_fast", "k_dpm_fast"];

    public string Description => "DPM-Solver-fast: one evaluation a step, third order, own spacing of levels (Lu et al. 2022).";

    public IReadOnlyList<PartOption> Options { get; } = [KnownOptions.EtaOff, KnownOptions.SNoise];

    public Latent Sample(IDenoiser model, Latent x, ReadOnlySpan<double> sigmas, SamplingContext context)
    {
        var (start, end) = Span(sigmas, model.Table);
        var evaluations = sigmas.Length - 1;
        var step = 0;
        var parts = (evaluations / 3) + 1;
        for (var i = 0; i < parts; i++)
        {
            var t = start + ((end - start) * i / parts);
            var next = start + ((end - start) * (i + 1) / parts);
            var (h, up) = Split(model, t, next - t, end, context.Options["eta"]);
            x = Order(evaluations, i, parts) switch { 1 => First(x), 2 => Second(x), _ => Third(x) };
            if (up > 0)
            {
                x += context.Noise.Next(Sigma(t), Sigma(next)) * (up * context.Options["s_noise"]);
            }

            Latent First(Latent x) => DpmSolver.First(x, t, h, Eps(x, t));

            Latent Second(Latent x)
            {
                var eps = Eps(x, t);
                var eps1 = Eps(DpmSolver.First(x, t, h / 2, eps), t + (h / 2));
                return DpmSolver.Second(x, t, h, 0.5, eps, eps1);
            }

            Latent Third(Latent x)
            {
                var eps = Eps(x, t);
                var eps1 = Eps(DpmSolver.First(x, t, R1 * h, eps), t + (R1 * h));
                var eps2 = Eps(ThirdIntermediate(x, t, h, R1, R2, eps, eps1), t + (R2 * h));
                return DpmSolver.Third(x, t, h, R2, eps, eps2);
            }
        }

        return x;

        Latent Eps(Latent x, double t)
        {
            var denoised = model.Denoise(x, Sigma(t)).Guided;
            context.Report(step++, Sigma(t), denoised);
            return SamplerMath.Derivative(x, Sigma(t), denoised);
        }
    }

    /// <summary>3 but at the end, where 2 and 1, or what the division by 3 left, use up the evaluations.</summary>
    private static int Order(int evaluations, int part, int parts) => (evaluations % 3, parts - part) switch
    {
        (0, 1) => 1,
        (0, 2) => 2,
        (var rest, 1) => rest,
        _ => 3,
    };
}
