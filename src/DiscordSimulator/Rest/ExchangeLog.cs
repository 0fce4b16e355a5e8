namespace Atelier.DiscordSimulator.Rest;

/// <summary>The calls so far, the newest last.</summary>
internal sealed class ExchangeLog(int most)
{
    private readonly Lock _gate = new();
    private readonly Queue<Exchange> _all = [];

    public IReadOnlyList<Exchange> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _all];
            }
        }
    }

    public void Add(Exchange exchange)
    {
        lock (_gate)
        {
            _all.Enqueue(exchange);
            while (_all.Count > most)
            {
                _all.Dequeue();
            }
        }
    }
}
