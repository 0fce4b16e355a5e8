using System.Text.Json;
using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Rules;

/// <summary>
/// Who has asked for how much in the last day, and what of it is not over. Counted in memory, so that of many at once no more are let in
/// than may be; kept in the store, so that it outlives the session.
/// </summary>
internal sealed class Ledger(IFrontEndHost host) : IDisposable
{
    /// <summary>How far back pictures count.</summary>
    public static readonly TimeSpan Day = TimeSpan.FromHours(24);

    // Between being let in and being queued.
    private static readonly TimeSpan Underway = TimeSpan.FromMinutes(2);

    private const string Prefix = "admission/";

    private readonly SemaphoreSlim _reading = new(1);
    private readonly Lock _lock = new();
    private readonly Dictionary<string, LedgerEntry> _entries = [];
    private bool _read;

    /// <summary>Adds an entry unless the judge, who sees all entries of the guild, throws. One that is there already stays.</summary>
    public async Task AddAsync(LedgerEntry entry, Action<IReadOnlyList<LedgerEntry>> judge, CancellationToken cancellation)
    {
        await ReadAsync(cancellation);
        lock (_lock)
        {
            Forget();
            if (_entries.ContainsKey(entry.Id))
            {
                return;
            }

            judge([.. _entries.Values.Where(other => other.Guild == entry.Guild)]);
            _entries.Add(entry.Id, entry);
        }

        try
        {
            await KeepAsync(entry, null, cancellation);
        }
        catch
        {
            lock (_lock)
            {
                _entries.Remove(entry.Id);
            }

            throw;
        }
    }

    /// <summary>The entry's job is over: it counts for the day alone.</summary>
    public async Task CloseAsync(string id, CancellationToken cancellation)
    {
        await ReadAsync(cancellation);
        LedgerEntry closed;
        lock (_lock)
        {
            if (!_entries.TryGetValue(id, out var entry) || !entry.IsOpen)
            {
                return;
            }

            closed = _entries[id] = entry with { IsOpen = false };
        }

        var left = closed.At + Day - host.Time.GetUtcNow();
        await (left > TimeSpan.Zero ? KeepAsync(closed, left, cancellation) : host.Store.RemoveAsync(Prefix + id, cancellation));
    }

    public async Task RemoveAsync(string id, CancellationToken cancellation)
    {
        await ReadAsync(cancellation);
        lock (_lock)
        {
            _entries.Remove(id);
        }

        await host.Store.RemoveAsync(Prefix + id, cancellation);
    }

    /// <summary>
    /// Closes a guild's entries whose job is over and which nobody closed: those that are more than their user has jobs. They would take up
    /// room for ever.
    /// </summary>
    public async Task SweepAsync(string guild, CancellationToken cancellation)
    {
        foreach (var user in Settled(entry => entry.Guild == guild).Select(entry => entry.User).Distinct().ToList())
        {
            var unfinished = await host.Jobs.UnfinishedAsync("discord:" + user, cancellation);
            foreach (var entry in Settled(entry => entry.User == user).OrderByDescending(entry => entry.At).Skip(unfinished.Count))
            {
                await CloseAsync(entry.Id, cancellation);
            }
        }
    }

    public void Dispose() => _reading.Dispose();

    private async Task ReadAsync(CancellationToken cancellation)
    {
        if (Volatile.Read(ref _read))
        {
            return;
        }

        await _reading.WaitAsync(cancellation);
        try
        {
            if (_read)
            {
                return;
            }

            var kept = await host.Store.ListAsync(Prefix, cancellation);
            lock (_lock)
            {
                foreach (var (key, value) in kept)
                {
                    var entry = JsonSerializer.Deserialize(value, RulesJson.Default.LedgerEntry)!;
                    _entries[key[Prefix.Length..]] = entry;
                }
            }

            Volatile.Write(ref _read, true);
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>Open entries that were queued long ago, or never.</summary>
    private List<LedgerEntry> Settled(Func<LedgerEntry, bool> wanted)
    {
        var latest = host.Time.GetUtcNow() - Underway;
        lock (_lock)
        {
            return [.. _entries.Values.Where(entry => entry.IsOpen && entry.At < latest && wanted(entry))];
        }
    }

    private void Forget()
    {
        var past = host.Time.GetUtcNow() - Day;
        foreach (var entry in _entries.Values.Where(entry => !entry.IsOpen && entry.At <= past).ToList())
        {
            _entries.Remove(entry.Id);
        }
    }

    private Task KeepAsync(LedgerEntry entry, TimeSpan? lasts, CancellationToken cancellation) =>
        host.Store.SetAsync(Prefix + entry.Id, JsonSerializer.Serialize(entry, RulesJson.Default.LedgerEntry), lasts, cancellation);
}

/// <param name="Id">The interaction's: whoever asks twice by the same one counts once.</param>
/// <param name="Guild">A guild's id, or <c>direct-USER</c>.</param>
internal sealed record LedgerEntry(string Id, string Guild, string User, int Pictures, DateTimeOffset At, bool IsOpen);
