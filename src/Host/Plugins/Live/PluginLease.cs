using Atelier.Diffusion.Pipeline;
using Atelier.Generation;

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

    private PluginSet Set =>
        Volatile.Read(ref _set) ?? throw new ObjectDisposedException(nameof(PluginLease), "the job that held these plugins has ended");

    public IReadOnlyList<T> All<T>()
        where T : class, INamed => Set.Registry.All<T>();

    public T Find<T>(string name)
        where T : class, INamed => Set.Registry.Find<T>(name);

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
