using Atelier.Sampling;
using Atelier.Tensors;

namespace Atelier.Host.Plugins;

internal sealed class SteadySampler : SteadyPart<ISampler>, ISampler
{
    public SteadySampler(ISampler? inner)
        : base("sampler", inner)
    {
        Options = PartOptionCheck.Of("sampler", Name, inner!.Options);
        DefaultSchedule = inner.DefaultSchedule ?? "normal";
        NeedsUnconditional = inner.NeedsUnconditional;
    }

    public IReadOnlyList<PartOption> Options { get; }

    public string DefaultSchedule { get; }

    public bool NeedsUnconditional { get; }

    public INoiseSource OpenNoise(NoiseContext context) => Inner.OpenNoise(context);

    public Latent Sample(IDenoiser model, Latent x, ReadOnlySpan<double> sigmas, SamplingContext context) =>
        Inner.Sample(model, x, sigmas, context);
}
