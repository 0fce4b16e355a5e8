using Atelier.Diffusion.Pipeline;
using Atelier.Guidance;
using Atelier.Noise;
using Atelier.Samplers;
using Atelier.Sampling;
using Atelier.Support;

namespace Atelier.Diffusion.Tests.Pipeline;

/// <summary>The samplers plugin's parts as the engine sees them, without the plugin door.</summary>
internal sealed class SamplerParts : IPartRegistry
{
    private readonly CollectedParts _parts = new(new SamplersPlugin());

    public IReadOnlyList<ISampler> Samplers => [.. _parts.Samplers.Values];

    public IReadOnlyList<ISigmaSchedule> Schedules => [.. _parts.Schedules.Values];

    public IReadOnlyList<INoise> Noises => [.. _parts.Noises.Values];

    public IReadOnlyList<IGuidance> Guidances => [.. _parts.Guidances.Values];

    public ISampler Sampler(string name) => _parts.Samplers[name];

    public ISigmaSchedule Schedule(string name) => _parts.Schedules[name];

    public INoise Noise(string name) => _parts.Noises[name];

    public IGuidance Guidance(string name) => _parts.Guidances[name];
}
