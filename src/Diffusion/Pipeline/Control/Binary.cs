using Atelier.Imaging;

namespace Atelier.Diffusion.Pipeline.Control;

/// <summary>Maps of one level a pixel, row by row.</summary>
internal static class Binary
{
    private static readonly (int X, int Y)[] Directions = [(1, 0), (0, 1), (1, 1), (1, -1)];

    /// <summary>The mean of the channels.</summary>
    public static byte[] Levels(Picture picture)
    {
        var levels = new byte[picture.Width * picture.Height];
        var pixels = picture.Pixels;
        for (var i = 0; i < levels.Length; i++)
        {
            levels[i] = (byte)((pixels[i * 3] + pixels[(i * 3) + 1] + pixels[(i * 3) + 2]) / 3);
        }

        return levels;
    }

    public static Picture ToPicture(byte[] levels, int width, int height)
    {
        var pixels = new byte[levels.Length * Picture.Channels];
        for (var i = 0; i < levels.Length; i++)
        {
            pixels.AsSpan(i * Picture.Channels, Picture.Channels).Fill(levels[i]);
        }

        return Picture.Own(width, height, pixels);
    }

    /// <summary>The morphological opening with a square of 3 × 3.</summary>
    public static byte[] Opened(byte[] levels, int width, int height)
    {
        var eroded = Extreme(levels, width, height, (a, b) => Math.Min(a, b));
        return Extreme(eroded, width, height, (a, b) => Math.Max(a, b));
    }

    /// <summary>Only what is the highest of three along some line through it.</summary>
    public static byte[] Ridges(byte[] levels, int width, int height)
    {
        var ridges = new byte[levels.Length];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var level = levels[(y * width) + x];
                foreach (var (right, down) in Directions)
                {
                    if (level >= At(x + right, y + down) && level >= At(x - right, y - down))
                    {
                        ridges[(y * width) + x] = level;
                    }
                }
            }
        }

        return ridges;

        byte At(int x, int y) => x < 0 || y < 0 || x >= width || y >= height ? (byte)0 : levels[(y * width) + x];
    }

    /// <summary>Black and white, at the level that parts the two best (Otsu 1979).</summary>
    public static byte[] Threshold(byte[] levels)
    {
        var threshold = Otsu(levels);
        return Array.ConvertAll(levels, level => level > threshold ? byte.MaxValue : (byte)0);
    }

    private static int Otsu(byte[] levels)
    {
        var counts = new long[256];
        foreach (var level in levels)
        {
            counts[level]++;
        }

        var sum = counts.Select((count, level) => (double)count * level).Sum();
        var (best, bestVariance, below, sumBelow) = (0, -1.0, 0L, 0.0);
        for (var level = 0; level < counts.Length; level++)
        {
            below += counts[level];
            sumBelow += (double)counts[level] * level;
            var above = levels.Length - below;
            if (below == 0 || above == 0)
            {
                continue;
            }

            var difference = (sumBelow / below) - ((sum - sumBelow) / above);
            var variance = (double)below * above * difference * difference;
            if (variance > bestVariance)
            {
                (best, bestVariance) = (level, variance);
            }
        }

        return best;
    }

    // Of the square of 3 × 3 around each, as far as it lies inside: rows first, then columns.
    private static byte[] Extreme(byte[] levels, int width, int height, Func<byte, byte, byte> choose)
    {
        var rows = new byte[levels.Length];
        var result = new byte[levels.Length];
        for (var i = 0; i < levels.Length; i++)
        {
            var x = i % width;
            rows[i] = choose(choose(levels[x > 0 ? i - 1 : i], levels[i]), levels[x < width - 1 ? i + 1 : i]);
        }

        for (var i = 0; i < levels.Length; i++)
        {
            var y = i / width;
            result[i] = choose(choose(rows[y > 0 ? i - width : i], rows[i]), rows[y < height - 1 ? i + width : i]);
        }

        return result;
    }
}
