using Atelier.Diffusion.Checkpoints;
using Atelier.Sampling;

namespace Atelier.Diffusion.Pipeline.Sample;

/// <summary>The noise levels of a model's training schedule, from its betas (k-diffusion, <c>DiscreteSchedule</c>).</summary>
public sealed class SigmaTable : ISigmaTable
{
    /// <summary>
    /// The last cumulative alpha of a schedule rescaled to zero terminal signal: nearly 0, since a noise level must be finite
    /// (the value that AUTOMATIC1111 and ComfyUI use).
    /// </summary>
    private const double TerminalAlpha = 4.8973451890853435e-8;

    private readonly double[] _sigmas;
    private readonly double[] _logSigmas;

    private SigmaTable(double[] alphasCumprod)
    {
        _sigmas = Array.ConvertAll(alphasCumprod, alpha => Math.Sqrt((1 - alpha) / alpha));
        _logSigmas = Array.ConvertAll(_sigmas, Math.Log);
    }

    /// <inheritdoc/>
    public ReadOnlySpan<double> Sigmas => _sigmas;

    /// <summary>The table of a training schedule.</summary>
    /// <param name="config">Betas and the number of timesteps.</param>
    /// <exception cref="CheckpointException">The beta schedule is not one of <c>scaled_linear</c>, <c>linear</c>,
    /// <c>squaredcos_cap_v2</c>.</exception>
    public static SigmaTable From(SchedulerConfig config)
    {
        var alphas = new double[config.NumTrainTimesteps];
        double product = 1;
        for (var t = 0; t < alphas.Length; t++)
        {
            product *= 1 - Beta(config, t);
            alphas[t] = product;
        }

        return new SigmaTable(config.RescaleBetasZeroSnr ? RescaleZeroTerminalSnr(alphas) : alphas);
    }

    /// <inheritdoc/>
    public double SigmaAt(double timestep)
    {
        var t = Math.Clamp(timestep, 0, _sigmas.Length - 1);
        var low = (int)t;
        var w = t - low;
        return w == 0 ? _sigmas[low] : Math.Exp(((1 - w) * _logSigmas[low]) + (w * _logSigmas[low + 1]));
    }

    /// <inheritdoc/>
    public double TimestepAt(double sigma)
    {
        var log = Math.Log(sigma);
        var found = Array.BinarySearch(_logSigmas, log);
        if (found >= 0)
        {
            return found;
        }

        var low = Math.Clamp(~found - 1, 0, _sigmas.Length - 2);
        var w = Math.Clamp((log - _logSigmas[low]) / (_logSigmas[low + 1] - _logSigmas[low]), 0, 1);
        return low + w;
    }

    private static double Beta(SchedulerConfig config, int t)
    {
        var fraction = (double)t / (config.NumTrainTimesteps - 1);
        switch (config.BetaSchedule)
        {
            case "scaled_linear":
                var root = double.Lerp(Math.Sqrt(config.BetaStart), Math.Sqrt(config.BetaEnd), fraction);
                return root * root;
            case "linear":
                return double.Lerp(config.BetaStart, config.BetaEnd, fraction);
            case "squaredcos_cap_v2":
                return Math.Min(0.999, 1 - (AlphaBar(t + 1) / AlphaBar(t)));
            default:
                throw new CheckpointException(
                    $"scheduler_config.json: beta_schedule is '{config.BetaSchedule}'; it must be scaled_linear, linear or squaredcos_cap_v2");
        }

        // Nichol and Dhariwal 2021, equation 17.
        double AlphaBar(int step)
        {
            var cosine = Math.Cos((((double)step / config.NumTrainTimesteps) + 0.008) / 1.008 * Math.PI / 2);
            return cosine * cosine;
        }
    }

    // Lin et al. 2023, algorithm 1: shift and scale the square roots so that the last is zero and the first stays.
    private static double[] RescaleZeroTerminalSnr(double[] alphas)
    {
        var first = Math.Sqrt(alphas[0]);
        var last = Math.Sqrt(alphas[^1]);
        var rescaled = Array.ConvertAll(alphas, alpha =>
        {
            var root = (Math.Sqrt(alpha) - last) * first / (first - last);
            return root * root;
        });
        rescaled[^1] = TerminalAlpha;
        return rescaled;
    }
}
