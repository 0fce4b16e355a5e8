using System.Threading.Channels;

namespace Atelier.Host.Worker.Link;

/// <summary>A link within one process.</summary>
internal sealed class MemoryLink : ILink
{
    private readonly ChannelReader<LinkMessage> _in;
    private readonly ChannelWriter<LinkMessage> _out;

    private MemoryLink(ChannelReader<LinkMessage> incoming, ChannelWriter<LinkMessage> outgoing) => (_in, _out) = (incoming, outgoing);

    public static (MemoryLink Server, MemoryLink Worker) Pair()
    {
        var (down, up) = (Channel.CreateUnbounded<LinkMessage>(), Channel.CreateUnbounded<LinkMessage>());
        return (new MemoryLink(up.Reader, down.Writer), new MemoryLink(down.Reader, up.Writer));
    }

    public void Post(LinkMessage message) => _out.TryWrite(message);

    public Task FlushAsync() => Task.CompletedTask;

    public IAsyncEnumerable<LinkMessage> ReadAsync(CancellationToken cancellation) => _in.ReadAllAsync(cancellation);

    public ValueTask DisposeAsync()
    {
        _out.TryComplete();
        return ValueTask.CompletedTask;
    }
}
