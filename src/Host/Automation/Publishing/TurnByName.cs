using System.Collections.Concurrent;

namespace Atelier.Host.Automation.Publishing;

/// <summary>One after another, where the name is the same.</summary>
internal sealed class TurnByName
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _turns = new(StringComparer.Ordinal);

    /// <summary>Waits for the turn of a name; disposing of it is its end.</summary>
    public async Task<IDisposable> TakeAsync(string name, CancellationToken cancellation)
    {
        var turn = _turns.GetOrAdd(name, _ => new SemaphoreSlim(1, 1));
        await turn.WaitAsync(cancellation);
        return new Turn(turn);
    }

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
