using Atelier.Imaging;

namespace Atelier.Curator.Similarity;

/// <summary>
/// A square picture at another size, by the bicubic kernel (Keys 1981, −0.5) widened where it becomes smaller: as Pillow resamples for
/// CLIP.
/// </summary>
internal static class SquareResampling
{
    private const double Reach = 2;

    /// <returns>Three planes of levels from 0 to 255, row-major.</returns>
    public static float[] ToPlanes(Picture picture, int side)
    {
        var taps = Enumerable.Range(0, side).Select(to => Taps(to, picture.Width, side)).ToArray();
        var rows = new float[Picture.Channels * picture.Height * side];
        var planes = new float[Picture.Channels * side * side];
        for (var channel = 0; channel < Picture.Channels; channel++)
        {
            for (var y = 0; y < picture.Height; y++)
            {
                for (var x = 0; x < side; x++)
                {
                    var (first, weights) = taps[x];
                    var sum = 0f;
                    for (var i = 0; i < weights.Length; i++)
                    {
                        sum += weights[i] * picture.Pixels[(((y * picture.Width) + first + i) * Picture.Channels) + channel];
                    }

                    rows[(((channel * picture.Height) + y) * side) + x] = sum;
                }
            }

            for (var y = 0; y < side; y++)
            {
                var (first, weights) = taps[y];
                for (var x = 0; x < side; x++)
                {
                    var sum = 0f;
                    for (var i = 0; i < weights.Length; i++)
                    {
                        sum += weights[i] * rows[(((channel * picture.Height) + first + i) * side) + x];
                    }

                    planes[(((channel * side) + y) * side) + x] = Math.Clamp(sum, 0, byte.MaxValue);
                }
            }
        }

        return planes;
    }

    private static (int First, float[] Weights) Taps(int to, int from, int side)
    {
        var scale = (double)from / side;
        var wide = Math.Max(1, scale);
        var centre = (to + 0.5) * scale;
        var first = Math.Max(0, (int)(centre - (Reach * wide) + 0.5));
        var last = Math.Min(from, (int)(centre + (Reach * wide) + 0.5));
        var weights = Enumerable.Range(first, last - first).Select(at => Cubic((at + 0.5 - centre) / wide)).ToArray();
        var sum = weights.Sum();
        return (first, Array.ConvertAll(weights, weight => (float)(weight / sum)));
    }

    private static double Cubic(double x)
    {
        const double a = -0.5;
        x = Math.Abs(x);
        return x < 1 ? (((a + 2) * x) - (a + 3)) * x * x + 1
            : x < 2 ? ((((x - 5) * x) + 8) * x - 4) * a
            : 0;
    }
}
