using Atelier.Sampling;
using Atelier.Tensors;
using static Atelier.Samplers.SamplerMath;

namespace Atelier.Samplers;

/// <summary>
/// UniPC (Zhao et al. 2023, data prediction): each prediction first corrects the step that led to it, then
/// predicts the next. diffusers: <c>UniPCMultistepScheduler</c>.
/// </summary>
internal sealed class UniPc : ISampler
{
    public string Name => "unipc";

    public string Label => "UniPC";

    public IReadOnlyList<string> Aliases => ["sample_unipc", "uni_pc"];

    public string Description => "Unified predictor-corrector: one evaluation a step (Zhao et al. 2023).";

    public string DefaultSchedule => "sgm_uniform";

    public IReadOnlyList<PartOption> Options { get; } =
    [
        new("order", 2, 1, 3, "The predictor's order, lowered in the first and last steps; diffusers advises 2 with guidance."),
        new("solver", 2, 1, 2, "The paper's B(h): 1 is bh1, 2 is bh2."),
    ];

    public Latent Sample(IDenoiser model, Latent x, ReadOnlySpan<double> sigmas, SamplingContext context)
    {
        var bh1 = context.Options["solver"] < 2;
        var history = new List<Latent>();
        var last = x;
        var order = 0;
        for (var i = 0; i < sigmas.Length - 1; i++)
        {
            var denoised = model.Denoise(x, sigmas[i]).Guided;
            context.Report(i, sigmas[i], denoised);
            if (i > 0)
            {
                x = Step(last, sigmas, i - 1, history, order, denoised, bh1);
            }

            history.Remember(denoised);
            order = Math.Min((int)context.Options["order"], Math.Min(i + 1, sigmas.Length - 1 - i));
            last = x;
            x = Step(last, sigmas, i, history, order, null, bh1);
        }

        return x;
    }

    /// <summary>
    /// One step from level <paramref name="i"/> to the next: the predictor, or with the prediction made there the corrector.
    /// </summary>
    private static Latent Step(Latent x, ReadOnlySpan<double> sigmas, int i, List<Latent> history, int order, Latent? arrived, bool bh1)
    {
        var h = Math.Log(sigmas[i] / sigmas[i + 1]);
        var m0 = history[0];
        var rs = new List<double>();
        var ds = new List<Latent>();
        for (var k = 1; k < order; k++)
        {
            rs.Add(Math.Log(sigmas[i] / sigmas[i - k]) / h);
            ds.Add((history[k] - m0) / rs[^1]);
        }

        if (arrived is not null)
        {
            rs.Add(1);
            ds.Add(arrived - m0);
        }

        var result = (x * (sigmas[i + 1] / sigmas[i])) - (m0 * Expm1(-h));
        if (ds.Count == 0)
        {
            return result;
        }

        var b = bh1 ? -h : Expm1(-h);
        return result - (ds.WeightedSum(Rhos(rs, -h, b)) * b);
    }

    /// <summary>The paper's a and c: with one of them its degenerate case 1/2, else the solution of R·rho = phi / B(h).</summary>
    private static double[] Rhos(List<double> rs, double hh, double b)
    {
        if (rs.Count == 1)
        {
            return [0.5];
        }

        var moments = new double[rs.Count];
        var phi = (Expm1(hh) / hh) - 1;
        var factorial = 1.0;
        for (var k = 0; k < moments.Length; k++)
        {
            moments[k] = phi * factorial / b;
            factorial *= k + 2;
            phi = (phi / hh) - (1 / factorial);
        }

        return Lagrange.Weights(rs.ToArray(), moments);
    }
}
