using System.Collections.Concurrent;
using Atelier.Diffusion.Pipeline;
using Atelier.Generation;
using Atelier.Guidance;
using Atelier.Noise;
using Atelier.Sampling;

namespace Atelier.Host.Plugins;

/// <summary>
/// Everything that the active plugins bring together, whose names do not clash. Immutable: another set of plugins is another registry.
/// </summary>
internal sealed class PluginRegistry(IReadOnlyCollection<PluginParts> plugins) : IPartRegistry
{
    private readonly ConcurrentDictionary<Type, object> _tables = [];

    public IReadOnlyList<T> All<T>()
        where T : class, INamed => Table<T>().All;

    public T Find<T>(string name)
        where T : class, INamed => Table<T>().Find(name);

    /// <inheritdoc cref="RequestNames.Normalize"/>
    public GenerationRequest Normalize(GenerationRequest request) =>
        RequestNames.Normalize(request, Table<ISampler>(), Table<ISigmaSchedule>(), Table<INoise>(), Table<IGuidance>());

    private PartTable<T> Table<T>()
        where T : class, INamed =>
        (PartTable<T>)_tables.GetOrAdd(
            typeof(T), _ => new PartTable<T>(PartKinds.NameOf<T>(), plugins.SelectMany(plugin => plugin.Of<T>())));
}
