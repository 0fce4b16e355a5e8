using Atelier.Host.Store;

namespace Atelier.Host.Notify;

/// <summary>The newest events, so that a hundred listeners do not ask the store the same question.</summary>
/// <param name="floor">Events up to this number are not held.</param>
internal sealed class RecentEvents(long floor)
{
    private const int Most = 1000;
    private readonly Lock _lock = new();
    private readonly Queue<StoredEvent> _events = [];
    private long _floor = floor;
    private long _last = floor;

    /// <summary>The newest event's number.</summary>
    public long Last => Interlocked.Read(ref _last);

    public void Add(StoredEvent happened)
    {
        lock (_lock)
        {
            _events.Enqueue(happened);
            Interlocked.Exchange(ref _last, happened.Sequence);
            if (_events.Count > Most)
            {
                _floor = _events.Dequeue().Sequence;
            }
        }
    }

    /// <summary>What came after an event; null where that is longer ago than this remembers.</summary>
    public IReadOnlyList<StoredEvent>? After(long sequence)
    {
        lock (_lock)
        {
            return sequence < _floor ? null : [.. _events.Where(happened => happened.Sequence > sequence)];
        }
    }
}
