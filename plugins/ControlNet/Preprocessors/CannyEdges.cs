namespace Atelier.ControlNet.Preprocessors;

/// <summary>From slopes to edges: only ridges, and of those what is steep or goes on from what is.</summary>
internal static class CannyEdges
{
    private const int Shift = 15;

    // tan 22.5° in fixed point, as OpenCV has it.
    private const int Tan22 = 13573;

    private const byte No = 0;
    private const byte Maybe = 1;
    private const byte Yes = 255;

    /// <summary>255 where there is an edge, else 0.</summary>
    public static byte[] Mark(Slopes slopes, int low, int high, CancellationToken cancellation)
    {
        var marks = new byte[slopes.Width * slopes.Height];
        var sure = new Stack<int>();
        for (var y = 0; y < slopes.Height; y++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var x = 0; x < slopes.Width; x++)
            {
                var steepness = slopes.Steepness[((y + 1) * slopes.Stride) + x + 1];
                if (steepness <= low || !IsRidge(slopes, x, y, steepness))
                {
                    continue;
                }

                var i = (y * slopes.Width) + x;
                marks[i] = steepness > high ? Yes : Maybe;
                if (steepness > high)
                {
                    sure.Push(i);
                }
            }
        }

        Follow(marks, slopes.Width, slopes.Height, sure);
        for (var i = 0; i < marks.Length; i++)
        {
            marks[i] = marks[i] == Yes ? Yes : No;
        }

        return marks;
    }

    // Steeper than its two neighbours across the edge; of equals the first one is.
    private static bool IsRidge(Slopes slopes, int x, int y, int steepness)
    {
        var (across, down) = (slopes.Across[(y * slopes.Width) + x], slopes.Down[(y * slopes.Width) + x]);
        var (run, rise) = (Math.Abs((int)across), Math.Abs((int)down) << Shift);
        var (all, stride, i) = (slopes.Steepness, slopes.Stride, ((y + 1) * slopes.Stride) + x + 1);
        var flat = run * Tan22;
        if (rise < flat)
        {
            return steepness > all[i - 1] && steepness >= all[i + 1];
        }

        if (rise > flat + (run << (Shift + 1)))
        {
            return steepness > all[i - stride] && steepness >= all[i + stride];
        }

        var side = (across ^ down) < 0 ? -1 : 1;
        return steepness > all[i - stride - side] && steepness > all[i + stride + side];
    }

    private static void Follow(byte[] marks, int width, int height, Stack<int> sure)
    {
        while (sure.TryPop(out var i))
        {
            var (x, y) = (i % width, i / width);
            for (var row = Math.Max(0, y - 1); row <= Math.Min(height - 1, y + 1); row++)
            {
                for (var column = Math.Max(0, x - 1); column <= Math.Min(width - 1, x + 1); column++)
                {
                    var neighbour = (row * width) + column;
                    if (marks[neighbour] == Maybe)
                    {
                        marks[neighbour] = Yes;
                        sure.Push(neighbour);
                    }
                }
            }
        }
    }
}
