using System.Threading.Channels;

namespace Atelier.Host.Webhooks.Out;

/// <summary>Says that there is something to send, or room to send it.</summary>
internal sealed class DeliverySignal(TimeProvider time)
{
    private readonly Channel<bool> _signal =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Raise() => _signal.Writer.TryWrite(true);

    /// <summary>Waits until it is raised, or the time is over.</summary>
    public async Task WaitAsync(TimeSpan most, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAny(_signal.Reader.ReadAsync(either.Token).AsTask(), Task.Delay(most, time, either.Token));
        await either.CancelAsync();
    }
}
