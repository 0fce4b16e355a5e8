namespace Atelier.DiscordBot.Client.Gateway;

/// <summary>Discord closes a connection over which more than 120 messages go in a minute, or one of more than 4096 bytes.</summary>
internal sealed class OutgoingLimit(TimeProvider time)
{
    public const int MostBytes = 4096;

    private const int MostMessages = 120;

    private readonly SlidingWindow _window = new(time, TimeSpan.FromMinutes(1));

    /// <summary>Waits until a message may go.</summary>
    public async Task WaitAsync(int bytes, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes, MostBytes);
        while (_window.TryAdd(MostMessages) is { } wait)
        {
            await Task.Delay(wait, time, cancellation);
        }
    }
}
