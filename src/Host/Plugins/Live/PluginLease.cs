using Atelier.Diffusion.Pipeline;
using Atelier.Generation;
using Atelier.Guidance;
using Atelier.Noise;
using Atelier.Sampling;

namespace Atelier.Host.Plugins.Live;

/// <summary>
/// The plugins as they were when a job began, which stay until it is disposed. Give it to the job's pipeline as its parts: it forgets them
/// when it ends, so that a pipeline which is kept too long keeps no plugin.
/// </summary>
internal sealed class PluginLease(PluginSet set, Action<PluginSet> leave) : IPartRegistry, IDisposable
{
    private PluginSet? _set = set;

    /// <summary>The versions of the plugins by id, for the recipe.</summary>
    public IReadOnlyDictionary<string, string> Versions => Set.Versions;

    public IReadOnlyList<ISampler> Samplers => Set.Registry.Samplers;

    public IReadOnlyList<ISigmaSchedule> Schedules => Set.Registry.Schedules;

    public IReadOnlyList<INoise> Noises => Set.Registry.Noises;

    public IReadOnlyList<IGuidance> Guidances => Set.Registry.Guidances;

    private PluginSet Set => Volatile.Read(ref _set) ?? throw new ObjectDisposedException(nameof(PluginLease), "the job that held these plugins has ended");

    public ISampler Sampler(string name) => Set.Registry.Sampler(name);

    public ISigmaSchedule Schedule(string name) => Set.Registry.Schedule(name);

    public INoise Noise(string name) => Set.Registry.Noise(name);

    public IGuidance Guidance(string name) => Set.Registry.Guidance(name);

    /// <inheritdoc cref="PluginRegistry.Normalize"/>
    public GenerationRequest Normalize(GenerationRequest request) => Set.Registry.Normalize(request);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _set, null) is { } set)
        {
            leave(set);
        }
    }
}
