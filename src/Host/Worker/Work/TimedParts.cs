using Atelier.Diffusion.Pipeline;
using Atelier.Sampling;
using Atelier.Tensors;

namespace Atelier.Host.Worker.Work;

/// <summary>Parts whose samplers' own time is taken: all of <c>Sample</c> but what the model needs for its estimates.</summary>
/// <param name="tell">Takes a sampler's name and its time, when it is done.</param>
internal sealed class TimedParts(IPartRegistry parts, TimeProvider time, Action<string, TimeSpan> tell) : IPartRegistry
{
    public IReadOnlyList<T> All<T>()
        where T : class, INamed => [.. parts.All<T>().Select(Timed)];

    public T Find<T>(string name)
        where T : class, INamed => Timed(parts.Find<T>(name));

    private T Timed<T>(T part)
        where T : class, INamed => part is ISampler sampler ? (T)(INamed)new TimedSampler(sampler, time, tell) : part;

    private sealed class TimedSampler(ISampler sampler, TimeProvider time, Action<string, TimeSpan> tell) : ISampler
    {
        public string Name => sampler.Name;

        public string Label => sampler.Label;

        public IReadOnlyList<string> Aliases => sampler.Aliases;

        public string Description => sampler.Description;

        public IReadOnlyList<PartOption> Options => sampler.Options;

        public string DefaultSchedule => sampler.DefaultSchedule;

        public bool NeedsUnconditional => sampler.NeedsUnconditional;

        public INoiseSource OpenNoise(NoiseContext context) => sampler.OpenNoise(context);

        public Latent Sample(IDenoiser model, Latent x, ReadOnlySpan<double> sigmas, SamplingContext context)
        {
            var timed = new TimedDenoiser(model, time);
            var began = time.GetTimestamp();
            var sampled = sampler.Sample(timed, x, sigmas, context);
            tell(Name, time.GetElapsedTime(began) - timed.Spent);
            return sampled;
        }
    }

    private sealed class TimedDenoiser(IDenoiser model, TimeProvider time) : IDenoiser
    {
        public TimeSpan Spent { get; private set; }

        public ISigmaTable Table => model.Table;

        public AncestralStep AncestralStep(double sigma, double sigmaNext, double eta) => model.AncestralStep(sigma, sigmaNext, eta);

        public Denoised Denoise(Latent x, double sigma)
        {
            var began = time.GetTimestamp();
            var denoised = model.Denoise(x, sigma);
            Spent += time.GetElapsedTime(began);
            return denoised;
        }
    }
}
