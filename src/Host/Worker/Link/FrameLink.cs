using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Channels;

namespace Atelier.Host.Worker.Link;

/// <summary>Messages over a socket: each a frame of its length, four bytes little-endian, and its JSON.</summary>
/// <typeparam name="TMessage">What is said: the base of its kinds.</typeparam>
internal class FrameLink<TMessage> : IAsyncDisposable
    where TMessage : class
{
    /// <summary>The longest message: an uploaded picture of the largest size, in base64, and some.</summary>
    public const int LongestFrame = 192 << 20;

    private readonly Stream _stream;
    private readonly Channel<Outgoing> _outgoing = Channel.CreateUnbounded<Outgoing>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task _sending;

    public FrameLink(Stream stream)
    {
        _stream = stream;
        _sending = SendAllAsync();
    }

    /// <summary>Sends a message, after those before it. Never waits; what cannot be sent any more is dropped.</summary>
    public void Post(TMessage message) => _outgoing.Writer.TryWrite(new Outgoing(message, null));

    /// <summary>Waits until what was posted before is on its way, so that it arrives even if this process ends next.</summary>
    public Task FlushAsync()
    {
        var sent = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _outgoing.Writer.TryWrite(new Outgoing(null, sent)) ? Task.WhenAny(sent.Task, _sending) : Task.CompletedTask;
    }

    /// <summary>What the other end sends, until it is gone. To be read once.</summary>
    public async IAsyncEnumerable<TMessage> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var prefix = new byte[sizeof(int)];
        while (await ReadFrameAsync(prefix, cancellation) is { } message)
        {
            yield return message;
        }
    }

    /// <summary>Sends what was posted, for a moment, and closes.</summary>
    public async ValueTask DisposeAsync()
    {
        var patience = TimeSpan.FromSeconds(2);
        _outgoing.Writer.TryComplete();
        await _sending.WaitAsync(patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _stream.DisposeAsync();
    }

    // Null at the end, however it came: a worker that was killed ends in the middle of a frame.
    private async Task<TMessage?> ReadFrameAsync(byte[] prefix, CancellationToken cancellation)
    {
        try
        {
            await _stream.ReadExactlyAsync(prefix, cancellation);
            var length = BinaryPrimitives.ReadInt32LittleEndian(prefix);
            if (length is <= 0 or > LongestFrame)
            {
                return null;
            }

            var frame = new byte[length];
            await _stream.ReadExactlyAsync(frame, cancellation);
            return JsonSerializer.Deserialize<TMessage>(frame, LinkJson.Options);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or JsonException or NotSupportedException)
        {
            return null;
        }
    }

    private async Task SendAllAsync()
    {
        try
        {
            var prefix = new byte[sizeof(int)];
            await foreach (var (message, sent) in _outgoing.Reader.ReadAllAsync())
            {
                sent?.SetResult();
                if (message is null)
                {
                    continue;
                }

                var frame = JsonSerializer.SerializeToUtf8Bytes(message, LinkJson.Options);
                BinaryPrimitives.WriteInt32LittleEndian(prefix, frame.Length);
                await _stream.WriteAsync(prefix);
                await _stream.WriteAsync(frame);
                await _stream.FlushAsync();
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // The other end is gone, which the reader notices.
            _outgoing.Writer.TryComplete();
        }
    }

    private sealed record Outgoing(TMessage? Message, TaskCompletionSource? Sent);
}
