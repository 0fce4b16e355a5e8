using Atelier.Imaging;

namespace Atelier.ControlNet.Tests.Preprocessors;

/// <summary>
/// Canny written down a second time, by the book and slowly: angles instead of fixed point, and edges grown until nothing changes.
/// </summary>
internal static class PlainCanny
{
    public static string[] Of(Picture picture, int low, int high)
    {
        var (width, height) = (picture.Width, picture.Height);
        var weak = new bool[height, width];
        var edge = new bool[height, width];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var (dx, dy) = Slope(picture, x, y);
                var steepness = Steepness(picture, x, y);
                weak[y, x] = steepness > low && IsRidge(picture, x, y, dx, dy, steepness);
                edge[y, x] = weak[y, x] && steepness > high;
            }
        }

        while (Grow(weak, edge))
        {
        }

        return [.. Enumerable.Range(0, height).Select(y => string.Concat(Enumerable.Range(0, width).Select(x => edge[y, x] ? '#' : '.')))];
    }

    private static bool Grow(bool[,] weak, bool[,] edge)
    {
        var grown = false;
        foreach (var (y, x) in from y in Enumerable.Range(
            0, weak.GetLength(0)) from x in Enumerable.Range(0, weak.GetLength(1)) select (y, x))
        {
            if (weak[y, x] && !edge[y, x] && Around(y, x).Any(near => edge[near.Y, near.X]))
            {
                grown = edge[y, x] = true;
            }
        }

        return grown;

        IEnumerable<(int Y, int X)> Around(int y, int x) =>
            from row in Enumerable.Range(y - 1, 3) from column in Enumerable.Range(x - 1, 3)
            where row >= 0 && column >= 0 && row < weak.GetLength(0) && column < weak.GetLength(1)
            select (row, column);
    }

    private static bool IsRidge(Picture picture, int x, int y, int dx, int dy, int steepness)
    {
        var angle = Math.Atan2(Math.Abs(dy), Math.Abs(dx)) * 180 / Math.PI;
        if (angle < 22.5)
        {
            return steepness > Steepness(picture, x - 1, y) && steepness >= Steepness(picture, x + 1, y);
        }

        if (angle > 67.5)
        {
            return steepness > Steepness(picture, x, y - 1) && steepness >= Steepness(picture, x, y + 1);
        }

        var side = (dx < 0) != (dy < 0) ? -1 : 1;
        return steepness > Steepness(picture, x - side, y - 1) && steepness > Steepness(picture, x + side, y + 1);
    }

    private static int Steepness(Picture picture, int x, int y)
    {
        if (x < 0 || y < 0 || x >= picture.Width || y >= picture.Height)
        {
            return 0;
        }

        var (dx, dy) = Slope(picture, x, y);
        return Math.Abs(dx) + Math.Abs(dy);
    }

    private static (int Dx, int Dy) Slope(Picture picture, int x, int y) =>
        Enumerable.Range(0, 3).Select(channel => Sobel(picture, x, y, channel)).MaxBy(slope => Math.Abs(slope.Dx) + Math.Abs(slope.Dy));

    private static (int Dx, int Dy) Sobel(Picture picture, int x, int y, int channel)
    {
        return (
            At(1, -1) + (2 * At(1, 0)) + At(1, 1) - At(-1, -1) - (2 * At(-1, 0)) - At(-1, 1),
            At(-1, 1) + (2 * At(0, 1)) + At(1, 1) - At(-1, -1) - (2 * At(0, -1)) - At(1, -1));

        int At(int right, int down) =>
            Drawings.At(picture, Math.Clamp(x + right, 0, picture.Width - 1), Math.Clamp(y + down, 0, picture.Height - 1), channel);
    }
}
