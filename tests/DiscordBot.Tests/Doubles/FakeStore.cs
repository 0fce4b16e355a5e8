using System.Text;
using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Tests.Doubles;

/// <summary>Keeps texts in memory, with the limits of the real one.</summary>
internal sealed class FakeStore(TimeProvider time) : IFrontEndStore
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, (string Value, DateTimeOffset? Until)> _values = new(StringComparer.Ordinal);

    /// <summary>Told of each value that is set, with its key.</summary>
    public Action<string, string> Written { get; set; } = (_, _) => { };

    public Task<string?> GetAsync(string key, CancellationToken cancellation = default)
    {
        lock (_lock)
        {
            return Task.FromResult(Find(key));
        }
    }

    public Task SetAsync(string key, string value, TimeSpan? lasts = null, CancellationToken cancellation = default)
    {
        lock (_lock)
        {
            Put(key, value, lasts);
        }

        Written(key, value);
        return Task.CompletedTask;
    }

    public Task<bool> TryAddAsync(string key, string value, TimeSpan? lasts = null, CancellationToken cancellation = default)
    {
        lock (_lock)
        {
            if (Find(key) is not null)
            {
                return Task.FromResult(false);
            }

            Put(key, value, lasts);
            return Task.FromResult(true);
        }
    }

    public Task<bool> RemoveAsync(string key, CancellationToken cancellation = default)
    {
        lock (_lock)
        {
            return Task.FromResult(Find(key) is not null & _values.Remove(key));
        }
    }

    public Task<IReadOnlyList<KeyValuePair<string, string>>> ListAsync(string prefix, CancellationToken cancellation = default)
    {
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<KeyValuePair<string, string>>>(
            [
                .. _values.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal) && Find(key) is not null)
                    .Select(key => KeyValuePair.Create(key, _values[key].Value)),
            ]);
        }
    }

    private string? Find(string key) =>
        _values.TryGetValue(key, out var found) && (found.Until is null || found.Until > time.GetUtcNow()) ? found.Value : null;

    private void Put(string key, string value, TimeSpan? lasts)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(key.Length, 200, nameof(key));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Encoding.UTF8.GetByteCount(value), 256 * 1024, nameof(value));
        _values[key] = (value, lasts is null ? null : time.GetUtcNow() + lasts);
    }
}
