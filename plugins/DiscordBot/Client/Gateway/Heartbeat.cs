using Atelier.DiscordBot.Client.Rest;

namespace Atelier.DiscordBot.Client.Gateway;

/// <summary>Shows Discord that the bot is there, and the bot that Discord is.</summary>
internal sealed class Heartbeat(TimeProvider time, Jitter jitter)
{
    private volatile bool _isAcknowledged;

    public void Acknowledge() => _isAcknowledged = true;

    /// <summary>Beats, the first time at a moment of chance, until a beat is not acknowledged before the next one is due.</summary>
    public async Task RunAsync(TimeSpan interval, Func<CancellationToken, Task> beat, CancellationToken cancellation)
    {
        await Task.Delay(jitter.PartOf(interval), time, cancellation);
        do
        {
            _isAcknowledged = false;
            await beat(cancellation);
            await Task.Delay(interval, time, cancellation);
        }
        while (_isAcknowledged);
    }
}
