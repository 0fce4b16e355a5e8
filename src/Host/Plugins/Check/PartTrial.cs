using Atelier.Guidance;
using Atelier.Noise;
using Atelier.Sampling;
using Atelier.Tensors;

namespace Atelier.Host.Plugins.Check;

/// <summary>A part and what it is asked to do, small and without a model.</summary>
internal sealed record PartTrial(string What, INamed Part, Func<TrialOutcome> Run);

/// <param name="Problem">What is wrong; null where nothing is.</param>
/// <param name="Note">What is said where nothing is.</param>
internal readonly record struct TrialOutcome(string? Problem, string Note = "works")
{
    public static implicit operator TrialOutcome(string? problem) => new(problem);
}

/// <summary>Tries the parts of a plugin.</summary>
internal static class PartTrials
{
    private const int Steps = 8;

    private static readonly TensorShape Shape = new(2, 4, 8, 8);
    private static readonly ulong[] Seeds = [1, 2];

    public static IEnumerable<PartTrial> Of(PluginParts parts) =>
    [
        .. parts.Of<ISampler>().Select(part => new PartTrial($"sampler {part.Name}", part.Value, () => Sampler(part.Value))),
        .. parts.Of<ISigmaSchedule>().Select(part => new PartTrial($"schedule {part.Name}", part.Value, () => Schedule(part.Value))),
        .. parts.Of<INoise>().Select(part => new PartTrial($"noise {part.Name}", part.Value, () => Noise(part.Value))),
        .. parts.Of<IGuidance>().Select(part => new PartTrial($"guidance {part.Name}", part.Value, () => Guidance(part.Value))),
        .. SteeringTrials.Of(parts),
        .. FrontEndTrials.Of(parts),
        .. CuratingTrials.Of(parts),
    ];

    private static string? Sampler(ISampler sampler)
    {
        var sigmas = Enumerable.Range(0, Steps).Select(i => 14 * Math.Pow(0.03 / 14, (double)i / (Steps - 1))).Append(0).ToArray();
        var streams = Array.ConvertAll(Seeds, seed => (INoiseStream)new TrialNoise.Stream(seed));
        var context = new NoiseContext(Shape, streams, Seeds, new TrialNoise(), sigmas[^2], sigmas[0]);
        var start = new IndependentNoise(context).Next(sigmas[0], sigmas[0]) * sigmas[0];
        var run = new TrialContext(sampler.OpenNoise(context), PartOptions.Bind(sampler.Options));
        var end = sampler.Sample(new TrialDenoiser(), start, sigmas, run);
        return end is null ? "gives null"
            : !end.Shape.Equals(Shape) ? $"gives a latent of {end.Shape} for one of {Shape}"
            : Infinite(end)
                ?? (run.Reports == Steps ? null : $"reports {run.Reports} times in {Steps} steps; context.Report is called once a step");
    }

    private static string? Schedule(ISigmaSchedule schedule)
    {
        foreach (var steps in (int[])[1, 2, 20])
        {
            var sigmas = schedule.Sigmas(new SigmaRequest(steps, TrialDenoiser.SigmaTable));
            if (sigmas is null || sigmas.Length != steps + 1)
            {
                return $"gives {sigmas?.Length ?? 0} noise levels for {steps} steps; it must be {steps + 1}";
            }

            if (sigmas[^1] != 0)
            {
                return $"ends at {sigmas[^1]}; the last noise level must be 0";
            }

            if (sigmas.Zip(sigmas.Skip(1)).Any(pair => !(pair.First > pair.Second)))
            {
                return $"does not fall all the way down with {steps} steps";
            }
        }

        return null;
    }

    private static string? Noise(INoise noise)
    {
        var (first, second) = (new float[256], new float[256]);
        noise.Open(7).Fill(first);
        noise.Open(7).Fill(second);
        return first.Any(value => !float.IsFinite(value)) ? "gives values that are not numbers"
            : first.SequenceEqual(second) ? null : "gives other noise for the same seed";
    }

    private static string? Guidance(IGuidance guidance)
    {
        var run = guidance.Begin(new GuidanceContext(new GuidanceSettings(), PartOptions.Bind(guidance.Options), Steps));
        if (run is null)
        {
            return "begins null";
        }

        var step = new GuidanceStep(1, 0.5);
        var x = new Latent(Shape.WithBatch(1));
        var needs = run.Needs(step);
        var guided = run.Guide(step, new GuidancePredictions(x, [new WeightedPrediction(x, 1)])
        {
            Unconditional = needs.Unconditional ? x : null,
            Empty = needs.Empty ? x : null,
            Perturbed = needs.Perturbed == PerturbedLayers.None ? null : [x],
        });
        return guided is null
            ? "gives null"
            : !guided.Shape.Equals(x.Shape) ? $"gives a latent of {guided.Shape} for one of {x.Shape}" : Infinite(guided);
    }

    private static string? Infinite(Latent latent) =>
        latent.Values.ToArray().All(double.IsFinite) ? null : "gives values that are not numbers";
}
