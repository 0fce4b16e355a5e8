namespace Atelier.Host.Store;

/// <summary>Makes ULIDs: 48 bits of milliseconds and 80 of randomness, so that ids sort by the time they were made.</summary>
/// <param name="time">Gives the time.</param>
/// <param name="fill">Fills with random bytes.</param>
internal sealed class Ulids(TimeProvider time, Action<Span<byte>> fill)
{
    private const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int RandomBits = 80;
    private readonly Lock _lock = new();
    private UInt128 _last;

    /// <summary>A new one, above all that this instance has made, also where the clock stands still or goes back.</summary>
    public string Next()
    {
        lock (_lock)
        {
            _last = Above();
            return string.Create(26, _last, static (text, value) =>
            {
                for (var i = text.Length - 1; i >= 0; i--, value >>= 5)
                {
                    text[i] = Letters[(int)(value & 31)];
                }
            });
        }
    }

    // A millisecond that had one already goes on from it: its random part only grows.
    private UInt128 Above()
    {
        var milliseconds = (UInt128)(ulong)time.GetUtcNow().ToUnixTimeMilliseconds();
        if (milliseconds <= _last >> RandomBits)
        {
            return _last + 1;
        }

        var bytes = new byte[RandomBits / 8];
        fill(bytes);
        return bytes.Aggregate(milliseconds, (value, next) => (value << 8) | next);
    }
}
