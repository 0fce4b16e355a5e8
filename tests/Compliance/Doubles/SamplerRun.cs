using Atelier.Noise;
using Atelier.Sampling;
using Atelier.Tensors;

namespace Atelier.Compliance.Doubles;

/// <summary>One run of a sampler as a pipeline would make it.</summary>
/// <param name="Result">The latent at the end.</param>
/// <param name="Start">The latent at the start.</param>
/// <param name="Reports">What the sampler told of its progress.</param>
public sealed record SamplerRun(Latent Result, Latent Start, IReadOnlyList<(int Step, double Sigma, Latent Denoised)> Reports)
{
    /// <summary>Runs a sampler on one picture per seed.</summary>
    public static SamplerRun Of(
        ISampler sampler, GaussianDenoiser model, double[] sigmas, ulong[] seeds, IReadOnlyDictionary<string, double>? options = null,
        int size = 6)
    {
        var noise = new PlainNoise();
        var shape = new TensorShape(seeds.Length, 4, size, size);
        var streams = seeds.Select(noise.Open).ToArray<INoiseStream>();
        var context = new NoiseContext(shape, streams, seeds, noise, sigmas.Where(sigma => sigma > 0).Min(), sigmas[0]);
        var start = new IndependentNoise(context).Next(sigmas[0], sigmas[0]) * model.Spread(sigmas[0]);
        var recording = new RecordingContext(sampler.OpenNoise(context), PartOptions.Bind(sampler.Options, options));
        return new SamplerRun(sampler.Sample(model, start, sigmas, recording), start, recording.Reports);
    }

    /// <summary>Noise levels even in log sigma from the first to the last, both included.</summary>
    public static double[] Levels(int steps, double first, double last) =>
        [.. Enumerable.Range(0, steps + 1).Select(i => first * Math.Pow(last / first, (double)i / steps))];

    /// <summary>Noise levels even in log sigma from the first to the last, then 0: as many steps as asked for.</summary>
    public static double[] LevelsToZero(int steps, double first = 14, double last = 0.03) =>
        steps == 1 ? [first, 0] : [.. Levels(steps - 1, first, last), 0];
}
