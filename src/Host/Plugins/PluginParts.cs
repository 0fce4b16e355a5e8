using Atelier.Guidance;
using Atelier.Noise;
using Atelier.Plugins;
using Atelier.Sampling;

namespace Atelier.Host.Plugins;

/// <summary>Everything that one plugin brings.</summary>
internal sealed class PluginParts : IPluginBuilder
{
    public List<Part<ISampler>> Samplers { get; } = [];

    public List<Part<ISigmaSchedule>> Schedules { get; } = [];

    public List<Part<INoise>> Noises { get; } = [];

    public List<Part<IGuidance>> Guidances { get; } = [];

    public IPluginBuilder AddSampler(ISampler sampler) => Add(Samplers, Part<ISampler>.Of("sampler", sampler));

    public IPluginBuilder AddSchedule(ISigmaSchedule schedule) => Add(Schedules, Part<ISigmaSchedule>.Of("schedule", schedule));

    public IPluginBuilder AddNoise(INoise noise) => Add(Noises, Part<INoise>.Of("noise", noise));

    public IPluginBuilder AddGuidance(IGuidance guidance) => Add(Guidances, Part<IGuidance>.Of("guidance", guidance));

    private PluginParts Add<T>(List<T> parts, T part)
    {
        parts.Add(part);
        return this;
    }
}
