namespace Atelier.Host.Downloads;

/// <summary>How far a download is, and how fast. Written by the one who fetches, read by anyone.</summary>
/// <param name="offer">What is fetched.</param>
/// <param name="time">The clock.</param>
/// <param name="moved">Called after each change; null for none.</param>
internal sealed class DownloadMeter(ModelOffer offer, TimeProvider time, Action? moved = null)
{
    // The speed is that of the last seconds: long enough to be calm, short enough to be true.
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly Queue<(long At, long Bytes)> _samples = [];
    private long _before;
    private long _received;
    private OfferedFile? _file;

    /// <summary>The state of things.</summary>
    public DownloadProgress Read()
    {
        lock (_lock)
        {
            var done = _before + _received;
            var speed = Speed(done);
            return new DownloadProgress(
                done,
                offer.Bytes,
                _file?.Path,
                speed,
                offer.Bytes is { } all && speed > 0 ? TimeSpan.FromSeconds(Math.Max(0, all - done) / speed.Value) : null);
        }
    }

    /// <summary>A file begins.</summary>
    public void Begin(OfferedFile file)
    {
        lock (_lock)
        {
            (_file, _received) = (file, 0);
        }

        moved?.Invoke();
    }

    /// <summary>So many bytes of the file are there.</summary>
    public void Received(long bytes)
    {
        lock (_lock)
        {
            // What lay there from before, or was thrown away, is no speed.
            if (_received == 0 || bytes < _received)
            {
                _samples.Clear();
            }

            _received = bytes;
            var now = time.GetTimestamp();
            while (_samples.TryPeek(out var oldest) && time.GetElapsedTime(oldest.At, now) > Window)
            {
                _samples.Dequeue();
            }

            if (_samples.Count == 0 || time.GetElapsedTime(_samples.Last().At, now) > Window / 50)
            {
                _samples.Enqueue((now, _before + bytes));
            }
        }

        moved?.Invoke();
    }

    /// <summary>The file is whole.</summary>
    public void End()
    {
        lock (_lock)
        {
            (_before, _received, _file) = (_before + _received, 0, null);
        }

        moved?.Invoke();
    }

    private double? Speed(long done) =>
        _samples.TryPeek(out var oldest) && time.GetElapsedTime(oldest.At).TotalSeconds is > 0.2 and var seconds
        ? (done - oldest.Bytes) / seconds
        : null;
}

/// <summary>How far a download is.</summary>
/// <param name="Received">Bytes that are there.</param>
/// <param name="Bytes">All bytes; null where the server does not say.</param>
/// <param name="File">The file that is being fetched; null between two.</param>
/// <param name="BytesPerSecond">Null where it is too early to say.</param>
/// <param name="Remaining">Null where it cannot be said.</param>
internal sealed record DownloadProgress(long Received, long? Bytes, string? File, double? BytesPerSecond, TimeSpan? Remaining);
