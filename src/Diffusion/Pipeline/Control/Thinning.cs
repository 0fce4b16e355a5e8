namespace Atelier.Diffusion.Pipeline.Control;

/// <summary>
/// Makes lines one pixel thin: morphological thinning with Golay's L in its eight turns, then pruning with E (Golay 1969).
/// </summary>
internal static class Thinning
{
    private const int MostRounds = 32;
    private const byte On = 1;
    private const byte Off = 2;

    // The eight neighbours, clockwise from the upper left, so that a quarter turn is a shift by two.
    private static readonly (int X, int Y)[] Neighbours = [(-1, -1), (0, -1), (1, -1), (1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0)];

    private static readonly byte[][] Sides = Turned([Off, Off, Off, 0, On, On, On, 0], [0, Off, Off, Off, 0, On, 0, On]);
    private static readonly byte[][] Ends = Turned([Off, Off, Off, Off, Off, 0, 0, Off], [Off, Off, Off, Off, 0, 0, Off, Off]);

    /// <summary>Thins in place.</summary>
    /// <param name="lines">White on black.</param>
    /// <param name="width">Pixels a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="prune">Whether to cut loose ends back by a pixel for each turn.</param>
    public static void Thin(byte[] lines, int width, int height, bool prune)
    {
        var white = new List<int>();
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i] > 0)
            {
                white.Add(i);
            }
        }

        var hits = new List<int>();
        for (var round = 0; round < MostRounds && Remove(lines, width, height, Sides, white, hits); round++)
        {
        }

        if (prune)
        {
            Remove(lines, width, height, Ends, white, hits);
        }
    }

    private static bool Remove(byte[] lines, int width, int height, byte[][] patterns, List<int> white, List<int> hits)
    {
        var any = false;
        foreach (var pattern in patterns)
        {
            hits.Clear();
            foreach (var i in white)
            {
                if (Fits(lines, width, height, i % width, i / width, pattern))
                {
                    hits.Add(i);
                }
            }

            foreach (var hit in hits)
            {
                lines[hit] = 0;
            }

            if (hits.Count > 0)
            {
                any = true;
                white.RemoveAll(i => lines[i] == 0);
            }
        }

        return any;
    }

    // What lies outside fits everything.
    private static bool Fits(byte[] lines, int width, int height, int x, int y, byte[] pattern)
    {
        for (var n = 0; n < Neighbours.Length; n++)
        {
            var (column, row) = (x + Neighbours[n].X, y + Neighbours[n].Y);
            if (pattern[n] != 0 && column >= 0 && row >= 0 && column < width && row < height
                && lines[(row * width) + column] > 0 != (pattern[n] == On))
            {
                return false;
            }
        }

        return true;
    }

    private static byte[][] Turned(params byte[][] patterns) =>
        [.. Enumerable.Range(0, 4)
            .SelectMany(turn => patterns.Select(pattern => Enumerable.Range(0, 8).Select(n => pattern[(n + (2 * turn)) % 8]).ToArray()))];
}
