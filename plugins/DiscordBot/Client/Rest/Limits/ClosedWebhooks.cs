namespace Atelier.DiscordBot.Client.Rest.Limits;

/// <summary>
/// Webhooks that Discord has closed, such as those of interactions after 15 minutes. Calling them again would count against the bot.
/// </summary>
internal sealed class ClosedWebhooks
{
    private const int Most = 1000;

    private readonly Lock _lock = new();
    private readonly Queue<string> _order = new();
    private readonly Dictionary<string, DiscordException> _closed = [];

    public void Close(ApiCall call, DiscordException reason)
    {
        lock (_lock)
        {
            if (_closed.TryAdd(call.Major, reason))
            {
                _order.Enqueue(call.Major);
                if (_order.Count > Most)
                {
                    _closed.Remove(_order.Dequeue());
                }
            }
        }
    }

    public void ThrowIfClosed(ApiCall call)
    {
        lock (_lock)
        {
            if (_closed.TryGetValue(call.Major, out var reason))
            {
                throw new DiscordException(reason.Status, reason.Code, reason.Message);
            }
        }
    }
}
