using Atelier.Adapters;
using Atelier.Conditioning;
using Atelier.Curating;
using Atelier.FrontEnds;
using Atelier.Guidance;
using Atelier.Host.Plugins.Options;
using Atelier.Noise;
using Atelier.Plugins;
using Atelier.Preprocessing;
using Atelier.Sampling;
using Atelier.Upscaling;

namespace Atelier.Host.Plugins;

/// <summary>Everything that one plugin brings.</summary>
/// <param name="options">The values its options were given, as JSON; null leaves them at their defaults.</param>
internal sealed class PluginParts(string? options = null) : IPluginBuilder
{
    private readonly List<Action> _cuts = [];
    private readonly Dictionary<Type, object> _parts = [];
    private readonly List<PartNames> _names = [];

    /// <summary>What it brings, of every kind, in the order it was added.</summary>
    public IReadOnlyList<PartNames> Names => _names;

    /// <summary>Its options; null where it has none.</summary>
    public DeclaredOptions? Options { get; private set; }

    /// <summary>Its parts of one kind.</summary>
    public IReadOnlyList<Part<T>> Of<T>()
        where T : class, INamed => (List<Part<T>>?)_parts.GetValueOrDefault(typeof(T)) ?? [];

    public IPluginBuilder AddSampler(ISampler sampler) => Add(new SteadySampler(sampler));

    public IPluginBuilder AddSchedule(ISigmaSchedule schedule) => Add(new SteadySchedule(schedule));

    public IPluginBuilder AddNoise(INoise noise) => Add(new SteadyNoise(noise));

    public IPluginBuilder AddGuidance(IGuidance guidance) => Add(new SteadyGuidance(guidance));

    public IPluginBuilder AddConditioner(IConditioner conditioner) => Add(new SteadyConditioner(conditioner));

    public IPluginBuilder AddAdapter(IAdapterFormat format) => Add(new SteadyAdapter(format));

    public IPluginBuilder AddPreprocessor(IPreprocessor preprocessor) => Add(new SteadyPreprocessor(preprocessor));

    public IPluginBuilder AddUpscaler(IUpscaler upscaler) => Add(new SteadyUpscaler(upscaler));

    public IPluginBuilder AddLatentUpscaler(ILatentUpscaler upscaler) => Add(new SteadyLatentUpscaler(upscaler));

    public IPluginBuilder AddScorer(IPictureScorer scorer) => Add(new SteadyScorer(scorer));

    public IPluginBuilder AddRule(IPictureRule rule) => Add(new SteadyRule(rule));

    public IPluginBuilder AddFrontEnd(IFrontEnd frontEnd) => Add(new SteadyFrontEnd(frontEnd));

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

    private PluginParts Add<T>(SteadyPart<T> steady)
        where T : class, INamed
    {
        var kind = PartKinds.NameOf<T>();
        var part = Part<T>.Of(kind, (T)(INamed)steady);
        if (_parts.GetValueOrDefault(typeof(T)) is not List<Part<T>> parts)
        {
            _parts.Add(typeof(T), parts = []);
        }

        parts.Add(part);
        _names.Add(new PartNames(kind, part.Name, [.. part.Names]));
        _cuts.Add(steady.Cut);
        return this;
    }
}

/// <summary>What a part is called.</summary>
/// <param name="Kind">One of <see cref="PartKinds.All"/>.</param>
/// <param name="All">Its name, label and aliases.</param>
internal sealed record PartNames(string Kind, string Name, IReadOnlyList<string> All);
