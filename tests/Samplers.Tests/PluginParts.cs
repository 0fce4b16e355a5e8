using Atelier.Guidance;
using Atelier.Noise;
using Atelier.Plugins;
using Atelier.Sampling;

namespace Atelier.Samplers.Tests;

/// <summary>What the plugin brings, by name, as a host gets it.</summary>
internal sealed class PluginParts : IPluginBuilder
{
    private PluginParts() => new SamplersPlugin().Configure(this);

    public static PluginParts All { get; } = new();

    public Dictionary<string, ISampler> Samplers { get; } = [];

    public Dictionary<string, ISigmaSchedule> Schedules { get; } = [];

    public Dictionary<string, INoise> Noises { get; } = [];

    public Dictionary<string, IGuidance> Guidances { get; } = [];

    public IPluginBuilder AddSampler(ISampler sampler) => Add(Samplers, sampler);

    public IPluginBuilder AddSchedule(ISigmaSchedule schedule) => Add(Schedules, schedule);

    public IPluginBuilder AddNoise(INoise noise) => Add(Noises, noise);

    public IPluginBuilder AddGuidance(IGuidance guidance) => Add(Guidances, guidance);

    private PluginParts Add<T>(Dictionary<string, T> parts, T part)
        where T : INamed
    {
        parts.Add(part.Name, part);
        return this;
    }
}
