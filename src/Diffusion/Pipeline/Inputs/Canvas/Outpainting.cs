using Atelier.Diffusion.Pipeline.Inputs.Masks;
using Atelier.Generation;
using Atelier.Imaging;

namespace Atelier.Diffusion.Pipeline.Inputs.Canvas;

/// <summary>
/// Lays more canvas around a picture: the colours nearby with noise on them, so that there is something to make shapes of, and a mask that
/// fades into the old picture.
/// </summary>
internal static class Outpainting
{
    // As a share of how far the picture's own values spread.
    private const double NoiseShare = 0.5;

    /// <summary>Widens what came in.</summary>
    /// <param name="source">The picture and what goes with it.</param>
    /// <param name="outpaint">How far.</param>
    public static SourceImage Widen(SourceImage source, OutpaintInput outpaint)
    {
        var edges = new Edges(outpaint.Left, outpaint.Top, outpaint.Right, outpaint.Bottom);
        var picture = source.Picture;
        var fade = Fade(picture.Width, picture.Height, edges, outpaint.Blend);
        var mask = edges.Add(source.Mask?.Or(fade) ?? fade, byte.MaxValue);
        return source with
        {
            Picture = Ground(edges.Repeat(picture), New(edges, picture), Spread(picture)),
            Mask = mask,
            Depth = source.Depth is { } depth ? edges.Repeat(depth) : null,
        };
    }

    private static Mask New(Edges edges, Picture picture) =>
        edges.Add(Mask.Own(picture.Width, picture.Height, new byte[picture.Width * picture.Height]), byte.MaxValue);

    // White at a widened edge, black where the blend ends.
    private static Mask Fade(int width, int height, Edges edges, int blend)
    {
        var values = new byte[width * height];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var across = Math.Max(Share(edges.Left, x), Share(edges.Right, width - 1 - x));
                var down = Math.Max(Share(edges.Top, y), Share(edges.Bottom, height - 1 - y));
                values[(y * width) + x] = (byte)Math.Round(byte.MaxValue * Math.Max(across, down));
            }
        }

        return Mask.Own(width, height, values);

        double Share(int edge, int distance) => edge > 0 && distance < blend ? 1 - ((distance + 0.5) / blend) : 0;
    }

    private static Picture Ground(Picture picture, Mask isNew, double spread)
    {
        var filled = Surroundings.Fill(picture, isNew);
        var pixels = filled.Pixels.ToArray();

        // The same for every seed: a batch shares its canvas, and each of its pictures can be made again alone.
        var random = new Random(picture.Width);
        for (var i = 0; i < pixels.Length; i++)
        {
            if (isNew.Values[i / Picture.Channels] > 0)
            {
                pixels[i] = (byte)Math.Clamp(Math.Round(pixels[i] + (NoiseShare * spread * Normal(random))), 0, byte.MaxValue);
            }
        }

        return Picture.Own(picture.Width, picture.Height, pixels);
    }

    private static double Spread(Picture picture)
    {
        double sum = 0;
        double squares = 0;
        foreach (var value in picture.Pixels)
        {
            sum += value;
            squares += value * value;
        }

        var mean = sum / picture.Pixels.Length;
        return Math.Sqrt(Math.Max(0, (squares / picture.Pixels.Length) - (mean * mean)));
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
