using Atelier.Sampling;
using Atelier.Tensors;

namespace Atelier.Samplers;

/// <summary>
/// DEIS in log rho (Zhang and Chen 2022): integrates the noise estimate as a polynomial in log sigma.
/// diffusers: <c>DEISMultistepScheduler</c>.
/// </summary>
internal sealed class Deis : ISampler
{
    /// <summary>Below so many steps the last ones are of lower order (diffusers, <c>lower_order_final</c>).</summary>
    private const int FewSteps = 15;

    public string Name => "deis";

    public string Label => "DEIS";

    public IReadOnlyList<string> Aliases => ["sample_deis"];

    public string Description => "Diffusion exponential integrator: one evaluation a step (Zhang and Chen 2022).";

    public string DefaultSchedule => "sgm_uniform";

    public IReadOnlyList<PartOption> Options { get; } = [new("order", 2, 1, 3, "How many predictions a step looks back on.")];

    public Latent Sample(IDenoiser model, Latent x, ReadOnlySpan<double> sigmas, SamplingContext context)
    {
        var steps = sigmas.Length - 1;
        var eps = new List<Latent>();
        for (var i = 0; i < steps; i++)
        {
            var denoised = model.Denoise(x, sigmas[i]).Guided;
            context.Report(i, sigmas[i], denoised);
            eps.Remember(SamplerMath.Derivative(x, sigmas[i], denoised));

            var order = Math.Min(i + 1, (int)context.Options["order"]);
            order = sigmas[i + 1] == 0 ? 1 : steps < FewSteps ? Math.Min(order, steps - i) : order;
            x += eps.WeightedSum(Weights(sigmas, i, order));
        }

        return x;
    }

    private static double[] Weights(ReadOnlySpan<double> sigmas, int i, int order)
    {
        var nodes = new double[order];
        var moments = new double[order];
        var v = Math.Log(sigmas[i + 1] / sigmas[i]);
        moments[0] = sigmas[i + 1] - sigmas[i];
        for (var k = 1; k < order; k++)
        {
            // ∫ v^k dsigma, with v = log(sigma / sigmas[i]), by parts.
            moments[k] = (sigmas[i + 1] * Math.Pow(v, k)) - (k * moments[k - 1]);
            nodes[k] = Math.Log(sigmas[i - k] / sigmas[i]);
        }

        return Lagrange.Weights(nodes, moments);
    }
}
