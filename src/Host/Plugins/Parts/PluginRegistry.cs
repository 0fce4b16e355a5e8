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

    /// <inheritdoc cref="RequestNames.Normalize"/>
    public GenerationRequest Normalize(GenerationRequest request) => RequestNames.Normalize(request, _samplers, _schedules, _noises, _guidances);
}
