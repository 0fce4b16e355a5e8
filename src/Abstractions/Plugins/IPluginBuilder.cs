using Atelier.Guidance;
using Atelier.Noise;
using Atelier.Sampling;

namespace Atelier.Plugins;

/// <summary>Takes the parts that a plugin brings. A name or alias that is taken already refuses the whole plugin.</summary>
public interface IPluginBuilder
{
    /// <summary>Adds a sampler.</summary>
    /// <param name="sampler">A stateless instance.</param>
    IPluginBuilder AddSampler(ISampler sampler);

    /// <summary>Adds a sampler that has a constructor without parameters.</summary>
    IPluginBuilder AddSampler<T>() where T : ISampler, new() => AddSampler(new T());

    /// <summary>Adds a schedule of noise levels.</summary>
    /// <param name="schedule">A stateless instance.</param>
    IPluginBuilder AddSchedule(ISigmaSchedule schedule);

    /// <summary>Adds a schedule that has a constructor without parameters.</summary>
    IPluginBuilder AddSchedule<T>() where T : ISigmaSchedule, new() => AddSchedule(new T());

    /// <summary>Adds a kind of noise.</summary>
    /// <param name="noise">A stateless instance.</param>
    IPluginBuilder AddNoise(INoise noise);

    /// <summary>Adds a kind of noise that has a constructor without parameters.</summary>
    IPluginBuilder AddNoise<T>() where T : INoise, new() => AddNoise(new T());

    /// <summary>Adds a guidance.</summary>
    /// <param name="guidance">A stateless instance.</param>
    IPluginBuilder AddGuidance(IGuidance guidance);

    /// <summary>Adds a guidance that has a constructor without parameters.</summary>
    IPluginBuilder AddGuidance<T>() where T : IGuidance, new() => AddGuidance(new T());
}
