using Atelier.Diffusion.Pipeline;
using Atelier.Generation;
using Atelier.Guidance;
using Atelier.Noise;
using Atelier.Sampling;

namespace Atelier.Host.Plugins;

/// <summary>Everything that the active plugins bring together. Immutable: another set of plugins is another registry.</summary>
internal sealed class PluginRegistry : IPartRegistry
{
    private readonly PartTable<ISampler> _samplers;
    private readonly PartTable<ISigmaSchedule> _schedules;
    private readonly PartTable<INoise> _noises;
    private readonly PartTable<IGuidance> _guidances;

    /// <summary>Creates a registry of plugins whose names do not clash.</summary>
    public PluginRegistry(IReadOnlyCollection<PluginParts> plugins)
    {
        _samplers = new PartTable<ISampler>("sampler", plugins.SelectMany(plugin => plugin.Samplers));
        _schedules = new PartTable<ISigmaSchedule>("schedule", plugins.SelectMany(plugin => plugin.Schedules));
        _noises = new PartTable<INoise>("noise", plugins.SelectMany(plugin => plugin.Noises));
        _guidances = new PartTable<IGuidance>("guidance", plugins.SelectMany(plugin => plugin.Guidances));
    }

    public IReadOnlyList<ISampler> Samplers => _samplers.All;

    public IReadOnlyList<ISigmaSchedule> Schedules => _schedules.All;

    public IReadOnlyList<INoise> Noises => _noises.All;

    public IReadOnlyList<IGuidance> Guidances => _guidances.All;

    public ISampler Sampler(string name) => _samplers.Find(name);

    public ISigmaSchedule Schedule(string name) => _schedules.Find(name);

    public INoise Noise(string name) => _noises.Find(name);

    public IGuidance Guidance(string name) => _guidances.Find(name);

    /// <summary>
    /// The request with every name looked up and spelled as its part spells it. AUTOMATIC1111 before 1.9 had one name for sampler and schedule:
    /// <c>DPM++ 2M Karras</c> becomes <c>dpmpp_2m</c> with <c>karras</c>, unless the request names a schedule of its own.
    /// </summary>
    /// <exception cref="RequestException">A name is unknown.</exception>
    public GenerationRequest Normalize(GenerationRequest request)
    {
        var (sampler, schedule) = request.Sampler is { } name ? SamplerAndSchedule(name) : (null, null);
        return request with
        {
            Sampler = sampler?.Name,
            Schedule = request.Schedule is { } own ? Schedule(own).Name : schedule?.Name,
            Noise = Noise(request.Noise).Name,
            Guidance = Guidance(request.Guidance).Name,
        };
    }

    private (ISampler Sampler, ISigmaSchedule? Schedule) SamplerAndSchedule(string name)
    {
        if (_samplers.TryFind(name) is { } whole)
        {
            return (whole, null);
        }

        var fused = _schedules.Names
            .Where(ending => name.Length > ending.Length && name.EndsWith(" " + ending, StringComparison.OrdinalIgnoreCase))
            .OrderByDescending(ending => ending.Length)
            .Select(ending => (Sampler: _samplers.TryFind(name[..^ending.Length]), Schedule: _schedules.Find(ending)))
            .FirstOrDefault(pair => pair.Sampler is not null);
        return fused.Sampler is null ? (_samplers.Find(name), null) : (fused.Sampler, fused.Schedule);
    }
}
