using Atelier.Adapters;
using Atelier.Conditioning;
using Atelier.Curating;
using Atelier.FrontEnds;
using Atelier.Guidance;
using Atelier.Noise;
using Atelier.Preprocessing;
using Atelier.Sampling;
using Atelier.Upscaling;

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

    /// <summary>Adds a conditioner.</summary>
    /// <param name="conditioner">A stateless instance.</param>
    IPluginBuilder AddConditioner(IConditioner conditioner);

    /// <summary>Adds a conditioner that has a constructor without parameters.</summary>
    IPluginBuilder AddConditioner<T>() where T : IConditioner, new() => AddConditioner(new T());

    /// <summary>Adds a format of adapters.</summary>
    /// <param name="format">A stateless instance.</param>
    IPluginBuilder AddAdapter(IAdapterFormat format);

    /// <summary>Adds a format of adapters that has a constructor without parameters.</summary>
    IPluginBuilder AddAdapter<T>() where T : IAdapterFormat, new() => AddAdapter(new T());

    /// <summary>Adds a preprocessor.</summary>
    /// <param name="preprocessor">A stateless instance.</param>
    IPluginBuilder AddPreprocessor(IPreprocessor preprocessor);

    /// <summary>Adds a preprocessor that has a constructor without parameters.</summary>
    IPluginBuilder AddPreprocessor<T>() where T : IPreprocessor, new() => AddPreprocessor(new T());

    /// <summary>Adds an upscaler.</summary>
    /// <param name="upscaler">A stateless instance.</param>
    IPluginBuilder AddUpscaler(IUpscaler upscaler);

    /// <summary>Adds an upscaler that has a constructor without parameters.</summary>
    IPluginBuilder AddUpscaler<T>() where T : IUpscaler, new() => AddUpscaler(new T());

    /// <summary>Adds an upscaler of latents. Upscalers of pictures and of latents share their names.</summary>
    /// <param name="upscaler">A stateless instance.</param>
    IPluginBuilder AddLatentUpscaler(ILatentUpscaler upscaler);

    /// <summary>Adds an upscaler of latents that has a constructor without parameters.</summary>
    IPluginBuilder AddLatentUpscaler<T>() where T : ILatentUpscaler, new() => AddLatentUpscaler(new T());

    /// <summary>Adds a scorer of pictures.</summary>
    /// <param name="scorer">A stateless instance.</param>
    IPluginBuilder AddScorer(IPictureScorer scorer);

    /// <summary>Adds a scorer of pictures that has a constructor without parameters.</summary>
    IPluginBuilder AddScorer<T>() where T : IPictureScorer, new() => AddScorer(new T());

    /// <summary>Adds a rule that pictures must keep to.</summary>
    /// <param name="rule">A stateless instance.</param>
    IPluginBuilder AddRule(IPictureRule rule);

    /// <summary>Adds a rule that has a constructor without parameters.</summary>
    IPluginBuilder AddRule<T>() where T : IPictureRule, new() => AddRule(new T());

    /// <summary>Adds a front end. Only a plugin whose manifest says <c>"runsIn": "server"</c> may, and it adds nothing else.</summary>
    /// <param name="frontEnd">A stateless instance: what it remembers is in its sessions.</param>
    IPluginBuilder AddFrontEnd(IFrontEnd frontEnd);

    /// <summary>Adds a front end that has a constructor without parameters.</summary>
    IPluginBuilder AddFrontEnd<T>() where T : IFrontEnd, new() => AddFrontEnd(new T());

    /// <summary>
    /// Declares the plugin's options and gives their values. The type is a class with public properties: their initial values are the
    /// defaults, <see cref="System.ComponentModel.DescriptionAttribute"/> describes them, and the attributes of
    /// <see cref="System.ComponentModel.DataAnnotations"/> (<c>Range</c>, <c>StringLength</c>, …) bound them. Owners see and change them in
    /// camel case. Default: the type's own values.
    /// </summary>
    /// <returns>
    /// The values, checked. They do not change: when an owner changes them, the plugin is loaded anew and configured with the new ones.
    /// </returns>
    /// <remarks>At most once a plugin. A value that does not fit sets the plugin aside.</remarks>
    T AddOptions<T>() where T : class, new() => new();
}
