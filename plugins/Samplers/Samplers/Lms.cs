using Atelier.Sampling;
using Atelier.Tensors;

namespace Atelier.Samplers;

/// <summary>Adams–Bashforth on the schedule's own, uneven steps (Katherine Crowson). k-diffusion: <c>sample_lms</c>.</summary>
internal sealed class Lms : ISampler
{
    public string Name => "lms";

    public string Label => "LMS";

    public IReadOnlyList<string> Aliases => ["sample_lms", "k_lms"];

    public string Description => "Linear multistep in sigma: one evaluation a step, up to fourth order.";

    public IReadOnlyList<PartOption> Options { get; } = [new("order", 4, 1, 4, "How many derivatives a step looks back on.")];

    public Latent Sample(IDenoiser model, Latent x, ReadOnlySpan<double> sigmas, SamplingContext context)
    {
        var ds = new List<Latent>();
        for (var i = 0; i < sigmas.Length - 1; i++)
        {
            var denoised = model.Denoise(x, sigmas[i]).Guided;
            context.Report(i, sigmas[i], denoised);
            ds.Remember(SamplerMath.Derivative(x, sigmas[i], denoised));

            var order = Math.Min(i + 1, (int)context.Options["order"]);
            var nodes = new double[order];
            var moments = new double[order];
            var dt = sigmas[i + 1] - sigmas[i];
            for (var j = 0; j < order; j++)
            {
                nodes[j] = sigmas[i - j] - sigmas[i];
                moments[j] = Math.Pow(dt, j + 1) / (j + 1);
            }

            x += ds.WeightedSum(Lagrange.Weights(nodes, moments));
        }

        return x;
    }
}
