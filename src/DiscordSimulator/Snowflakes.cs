using System.Globalization;

namespace Atelier.DiscordSimulator;

/// <summary>Discord's ids: milliseconds since 2015 above 22 bits, here a counter.</summary>
internal sealed class Snowflakes(TimeProvider time)
{
    private const long Epoch = 1_420_070_400_000;

    private long _last;

    public string Next()
    {
        var least = (time.GetUtcNow().ToUnixTimeMilliseconds() - Epoch) << 22;
        while (true)
        {
            var last = Interlocked.Read(ref _last);
            var next = Math.Max(least, last + 1);
            if (Interlocked.CompareExchange(ref _last, next, last) == last)
            {
                return next.ToString(CultureInfo.InvariantCulture);
            }
        }
    }

    public static bool IsOne(string text) =>
        text.Length is > 0 and <= 20 && text.All(char.IsAsciiDigit) && (text.Length == 1 || text[0] != '0');
}
