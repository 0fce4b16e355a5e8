using Atelier.Adapters;
using Atelier.Conditioning;
using Atelier.Curating;
using Atelier.FrontEnds;
using Atelier.Guidance;
using Atelier.Noise;
using Atelier.Plugins;
using Atelier.Preprocessing;
using Atelier.Sampling;
using Atelier.Upscaling;

namespace Atelier.Support;

/// <summary>What a plugin brings, by name, as a host gets it.</summary>
public sealed class CollectedParts : IPluginBuilder
{
    public CollectedParts(IPlugin plugin) => plugin.Configure(this);

    public List<INamed> All { get; } = [];

    public Dictionary<string, ISampler> Samplers { get; } = [];

    public Dictionary<string, ISigmaSchedule> Schedules { get; } = [];

    public Dictionary<string, INoise> Noises { get; } = [];

    public Dictionary<string, IGuidance> Guidances { get; } = [];

    public Dictionary<string, IConditioner> Conditioners { get; } = [];

    public Dictionary<string, IAdapterFormat> Adapters { get; } = [];

    public Dictionary<string, IPreprocessor> Preprocessors { get; } = [];

    public Dictionary<string, IUpscaler> Upscalers { get; } = [];

    public Dictionary<string, ILatentUpscaler> LatentUpscalers { get; } = [];

    public Dictionary<string, IPictureScorer> Scorers { get; } = [];

    public Dictionary<string, IPictureRule> Rules { get; } = [];

    public Dictionary<string, IFrontEnd> FrontEnds { get; } = [];

    public IPluginBuilder AddSampler(ISampler sampler) => Add(Samplers, sampler);

    public IPluginBuilder AddSchedule(ISigmaSchedule schedule) => Add(Schedules, schedule);

    public IPluginBuilder AddNoise(INoise noise) => Add(Noises, noise);

    public IPluginBuilder AddGuidance(IGuidance guidance) => Add(Guidances, guidance);

    public IPluginBuilder AddConditioner(IConditioner conditioner) => Add(Conditioners, conditioner);

    public IPluginBuilder AddAdapter(IAdapterFormat format) => Add(Adapters, format);

    public IPluginBuilder AddPreprocessor(IPreprocessor preprocessor) => Add(Preprocessors, preprocessor);

    public IPluginBuilder AddUpscaler(IUpscaler upscaler) => Add(Upscalers, upscaler);

    public IPluginBuilder AddLatentUpscaler(ILatentUpscaler upscaler) => Add(LatentUpscalers, upscaler);

    public IPluginBuilder AddScorer(IPictureScorer scorer) => Add(Scorers, scorer);

    public IPluginBuilder AddRule(IPictureRule rule) => Add(Rules, rule);

    public IPluginBuilder AddFrontEnd(IFrontEnd frontEnd) => Add(FrontEnds, frontEnd);

    private CollectedParts Add<T>(Dictionary<string, T> parts, T part)
        where T : INamed
    {
        parts.Add(part.Name, part);
        All.Add(part);
        return this;
    }
}
