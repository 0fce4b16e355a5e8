using Atelier.Samplers.Schedules;
using Atelier.Sampling;
using Atelier.Tensors;

namespace Atelier.Samplers;

/// <summary>
/// Restart sampling (Xu et al. 2023) over Heun steps: near the end, goes back up with fresh noise and comes down again.
/// The intervals are AUTOMATIC1111's: none below 20 steps, one from 20, two from 36, between the levels 0.1 and 2, taken from the same
/// number of steps. A1111: <c>restart_sampler</c>.
/// </summary>
internal sealed class Restart : ISampler
{
    private const double Low = 0.1;
    private const double High = 2;

    public string Name => "restart";

    public string Label => "Restart";

    public IReadOnlyList<string> Aliases => ["sample_restart"];

    public string Description => "Heun's method that goes back up with fresh noise near the end: two evaluations a step (Xu et al. 2023).";

    public string DefaultSchedule => "karras";

    public IReadOnlyList<PartOption> Options { get; } = [KnownOptions.SNoise];

    public Latent Sample(IDenoiser model, Latent x, ReadOnlySpan<double> sigmas, SamplingContext context)
    {
        var last = sigmas[0];
        var i = 0;
        foreach (var (sigma, next) in Plan(sigmas))
        {
            if (sigma > last)
            {
                x += context.Noise.Next(last, sigma) * (context.Options["s_noise"] * Math.Sqrt((sigma * sigma) - (last * last)));
            }

            var denoised = model.Denoise(x, sigma).Guided;
            context.Report(i++, sigma, denoised);
            var d = SamplerMath.Derivative(x, sigma, denoised);
            if (next > 0)
            {
                var x2 = x + (d * (next - sigma));
                d = (d + SamplerMath.Derivative(x2, next, model.Denoise(x2, next).Guided)) / 2;
            }

            x += d * (next - sigma);
            last = next;
        }

        return x;
    }

    /// <summary>The steps to take, as many as the schedule has. A schedule that does not span the interval is followed as it is.</summary>
    private static List<(double Sigma, double Next)> Plan(ReadOnlySpan<double> sigmas)
    {
        var steps = sigmas.Length - 1;
        if (steps < 20 || sigmas[^1] > 0 || sigmas[^2] > Low || sigmas[0] < High)
        {
            return Pairs(sigmas);
        }

        var (length, times) = steps < 36 ? (9, 1) : (steps / 4, 2);
        double[] main = [.. Karras.Levels(steps - (length * times), sigmas[^2], sigmas[0]), 0];
        var (low, high) = (Nearest(main, Low), Nearest(main, High));
        var plan = Pairs(main);
        for (var time = 0; time < times; time++)
        {
            plan.InsertRange(low, Pairs(Karras.Levels(length + 1, main[low], main[high])));
        }

        return plan;
    }

    private static List<(double Sigma, double Next)> Pairs(ReadOnlySpan<double> sigmas)
    {
        var pairs = new List<(double, double)>();
        for (var i = 0; i < sigmas.Length - 1; i++)
        {
            pairs.Add((sigmas[i], sigmas[i + 1]));
        }

        return pairs;
    }

    private static int Nearest(double[] sigmas, double sigma) =>
        Enumerable.Range(0, sigmas.Length).MinBy(i => Math.Abs(sigmas[i] - sigma));
}
