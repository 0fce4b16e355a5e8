using Atelier.Sampling;
using Atelier.Tensors;
using static Atelier.Samplers.DpmSolver;

namespace Atelier.Samplers;

/// <summary>
/// DPM-Solver-12 and -23 (Lu et al. 2022): picks its own steps by comparing two orders. Of the schedule it takes only the ends;
/// its levels serve to report progress. The whole batch shares its steps. k-diffusion: <c>sample_dpm_adaptive</c>.
/// </summary>
internal sealed class DpmAdaptive : ISampler
{
    private const double R1 = 1 / 3d;
    private const double R2 = 2 / 3d;

    public string Name => "dpm_adaptive";

    public string Label => "DPM adaptive";

    public IReadOnlyList<string> Aliases => ["sample_dpm_adaptive", "k_dpm_ad"];

    public string Description =>
        "DPM-Solver with adaptive steps: as many evaluations as the tolerances need, whatever the steps (Lu et al. 2022).";

    public IReadOnlyList<PartOption> Options { get; } =
    [
        new("order", 3, 2, 3, "2 compares first and second order, 3 second and third."),
        new("rtol", 0.05, 1e-6, 1, "The relative error a step may make."),
        new("atol", 0.0078, 1e-6, 1, "The absolute error a step may make."),
        new("h_init", 0.05, 1e-3, 1, "The first step, in log sigma."),
        new("pcoeff", 0, 0, 1, "The proportional part of the step size controller."),
        new("icoeff", 1, 0, 1, "The integral part of the step size controller."),
        new("dcoeff", 0, 0, 1, "The differential part of the step size controller."),
        new("accept_safety", 0.81, 0, 1, "How near to its limit a step may come and still be taken."),
        KnownOptions.EtaOff,
        KnownOptions.SNoise,
    ];

    public Latent Sample(IDenoiser model, Latent x, ReadOnlySpan<double> sigmas, SamplingContext context)
    {
        var options = context.Options;
        var (s, end) = Span(sigmas, model.Table);
        var pid = new StepSizeController(options);
        var previous = x;
        var reported = 0;
        var denoised = x;
        while (s < end - 1e-5)
        {
            var t = Math.Min(end, s + pid.H);
            var (h, up) = Split(model, s, t - s, end, options["eta"]);
            denoised = model.Denoise(x, Sigma(s)).Guided;
            while (reported < sigmas.Length - 1 && (reported == 0 || sigmas[reported] >= Sigma(s)))
            {
                context.Report(reported, sigmas[reported++], denoised);
            }

            var eps = SamplerMath.Derivative(x, Sigma(s), denoised);
            var (low, high) = options["order"] < 3 ? Low(model, x, s, h, eps) : High(model, x, s, h, eps);
            if (pid.Accepts(Error(low, high, previous, options["atol"], options["rtol"])))
            {
                previous = low;
                x = up > 0 ? high + (context.Noise.Next(Sigma(s), Sigma(t)) * (up * options["s_noise"])) : high;
                s = t;
            }
        }

        for (; reported < sigmas.Length - 1; reported++)
        {
            context.Report(reported, sigmas[reported], denoised);
        }

        return x;
    }

    private static (Latent Low, Latent High) Low(IDenoiser model, Latent x, double s, double h, Latent eps)
    {
        var low = First(x, s, h, eps);
        var eps1 = Eps(model, First(x, s, h / 2, eps), s + (h / 2));
        return (low, Second(x, s, h, 0.5, eps, eps1));
    }

    private static (Latent Low, Latent High) High(IDenoiser model, Latent x, double s, double h, Latent eps)
    {
        var eps1 = Eps(model, First(x, s, R1 * h, eps), s + (R1 * h));
        var eps2 = Eps(model, ThirdIntermediate(x, s, h, R1, R2, eps, eps1), s + (R2 * h));
        return (Second(x, s, h, R1, eps, eps1), Third(x, s, h, R2, eps, eps2));
    }

    private static Latent Eps(IDenoiser model, Latent x, double t) =>
        SamplerMath.Derivative(x, Sigma(t), model.Denoise(x, Sigma(t)).Guided);

    /// <summary>The difference in units of what is tolerated, as a root mean square.</summary>
    private static double Error(Latent low, Latent high, Latent previous, double atol, double rtol)
    {
        double sum = 0;
        for (var i = 0; i < low.Values.Length; i++)
        {
            var delta = Math.Max(atol, rtol * Math.Max(Math.Abs(low.Values[i]), Math.Abs(previous.Values[i])));
            var error = (low.Values[i] - high.Values[i]) / delta;
            sum += error * error;
        }

        return Math.Sqrt(sum / low.Values.Length);
    }
}
