using System.Collections.Concurrent;
using Atelier.FrontEnds;

namespace Atelier.Host.Tests.FrontEnds.Doubles;

/// <summary>A store whose values last as long as the test.</summary>
internal sealed class MemoryFrontEndStore : IFrontEndStore
{
    private readonly ConcurrentDictionary<string, string> _values = [];

    public Task<string?> GetAsync(string key, CancellationToken cancellation = default) => Task.FromResult(_values.GetValueOrDefault(key));

    public Task SetAsync(string key, string value, TimeSpan? lasts = null, CancellationToken cancellation = default)
    {
        _values[key] = value;
        return Task.CompletedTask;
    }

    public Task<bool> TryAddAsync(string key, string value, TimeSpan? lasts = null, CancellationToken cancellation = default) =>
        Task.FromResult(_values.TryAdd(key, value));

    public Task<bool> RemoveAsync(string key, CancellationToken cancellation = default) => Task.FromResult(_values.TryRemove(key, out _));

    public Task<IReadOnlyList<KeyValuePair<string, string>>> ListAsync(string prefix, CancellationToken cancellation = default) =>
        Task.FromResult<IReadOnlyList<KeyValuePair<string, string>>>(
            [.. _values.Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal))
                .OrderBy(pair => pair.Key, StringComparer.Ordinal)]);
}
