using System.Collections.Concurrent;

namespace Atelier.Host.Automation.Runs;

/// <summary>
/// Which running runs are to end. A run may be cancelled in the moment between its beginning and its first step, so either side may come
/// first.
/// </summary>
internal sealed class RunCancellations
{
    private readonly ConcurrentDictionary<string, CancellationTokenSource> _sources = new();

    public CancellationToken Of(string id) => _sources.GetOrAdd(id, _ => new CancellationTokenSource()).Token;

    public void Cancel(string id) => _sources.GetOrAdd(id, _ => new CancellationTokenSource()).Cancel();

    /// <summary>The run is over.</summary>
    public void Forget(string id) => _sources.TryRemove(id, out _);
}
