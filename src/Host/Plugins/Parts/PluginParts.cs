using Atelier.Guidance;
using Atelier.Host.Plugins.Options;
using Atelier.Noise;
using Atelier.Plugins;
using Atelier.Sampling;

namespace Atelier.Host.Plugins;

/// <summary>Everything that one plugin brings.</summary>
/// <param name="options">The values its options were given, as JSON; null leaves them at their defaults.</param>
internal sealed class PluginParts(string? options = null) : IPluginBuilder
{
    private readonly List<Action> _cuts = [];

    public List<Part<ISampler>> Samplers { get; } = [];

    public List<Part<ISigmaSchedule>> Schedules { get; } = [];

    public List<Part<INoise>> Noises { get; } = [];

    public List<Part<IGuidance>> Guidances { get; } = [];

    /// <summary>Its options; null where it has none.</summary>
    public DeclaredOptions? Options { get; private set; }

    public IPluginBuilder AddSampler(ISampler sampler) => Add(Samplers, "sampler", new SteadySampler(sampler));

    public IPluginBuilder AddSchedule(ISigmaSchedule schedule) => Add(Schedules, "schedule", new SteadySchedule(schedule));

    public IPluginBuilder AddNoise(INoise noise) => Add(Noises, "noise", new SteadyNoise(noise));

    public IPluginBuilder AddGuidance(IGuidance guidance) => Add(Guidances, "guidance", new SteadyGuidance(guidance));

    public T AddOptions<T>()
        where T : class, new()
    {
        if (Options is not null)
        {
            throw new PluginException("it adds options twice; all of them must be in one type");
        }

        var (declared, values) = OptionsBinder.Bind<T>(options);
        Options = declared;
        return values;
    }

    /// <summary>Cuts every way into the plugin's code.</summary>
    public void Cut() => _cuts.ForEach(cut => cut());

    private PluginParts Add<T>(List<Part<T>> parts, string kind, SteadyPart<T> part)
        where T : class, INamed
    {
        parts.Add(Part<T>.Of(kind, (T)(INamed)part));
        _cuts.Add(part.Cut);
        return this;
    }
}
