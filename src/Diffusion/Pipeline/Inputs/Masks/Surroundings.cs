using Atelier.Imaging;

namespace Atelier.Diffusion.Pipeline.Inputs.Masks;

/// <summary>
/// Fills the masked part of a picture with the colours around it, smoothly: averages of ever larger squares of what is known are laid
/// under it, the finest that is known on top (Gortler et al. 1996, "pull-push").
/// </summary>
internal static class Surroundings
{
    // Red, green and blue times their weight, and the weight.
    private const int Parts = 4;

    /// <summary>Fills the masked part.</summary>
    /// <param name="picture">The pixels.</param>
    /// <param name="mask">Of its size.</param>
    public static Picture Fill(Picture picture, Mask mask)
    {
        var known = new Level(picture.Width, picture.Height);
        for (var i = 0; i < mask.Values.Length; i++)
        {
            var weight = 1 - (mask.Values[i] / (float)byte.MaxValue);
            for (var part = 0; part < Picture.Channels; part++)
            {
                known.Values[(i * Parts) + part] = weight * picture.Pixels[(i * Picture.Channels) + part];
            }

            known.Values[(i * Parts) + Picture.Channels] = weight;
        }

        Complete(known);
        var pixels = picture.Pixels.ToArray();
        for (var i = 0; i < pixels.Length; i++)
        {
            if (mask.Values[i / Picture.Channels] > 0)
            {
                pixels[i] = (byte)Math.Clamp(
                    MathF.Round(known.Values[(i / Picture.Channels * Parts) + (i % Picture.Channels)]), 0, byte.MaxValue);
            }
        }

        return Picture.Own(picture.Width, picture.Height, pixels);
    }

    private static void Complete(Level level)
    {
        if (level.Width == 1 && level.Height == 1)
        {
            level.Normalize();
            return;
        }

        var coarse = level.Halved();
        Complete(coarse);
        level.LayOver(coarse);
    }

    private sealed class Level(int width, int height)
    {
        public int Width => width;

        public int Height => height;

        public float[] Values { get; } = new float[width * height * Parts];

        public Level Halved()
        {
            var half = new Level((width + 1) / 2, (height + 1) / 2);
            for (var i = 0; i < Values.Length; i++)
            {
                var pixel = i / Parts;
                half.Values[(((pixel / width / 2 * half.Width) + (pixel % width / 2)) * Parts) + (i % Parts)] += Values[i];
            }

            half.Limit();
            return half;
        }

        // What nothing is known of takes mid-grey.
        public void Normalize()
        {
            const float grey = 127.5f;
            var weight = Values[Picture.Channels];
            for (var part = 0; part < Picture.Channels; part++)
            {
                Values[part] = weight > 0 ? Values[part] / weight : grey;
            }

            Values[Picture.Channels] = 1;
        }

        public void LayOver(Level coarse)
        {
            for (var y = 0; y < height; y++)
            {
                for (var x = 0; x < width; x++)
                {
                    var at = ((y * width) + x) * Parts;
                    var missing = 1 - Values[at + Picture.Channels];
                    for (var part = 0; part < Parts && missing > 0; part++)
                    {
                        Values[at + part] += missing * coarse.Between(x, y, part);
                    }
                }
            }
        }

        // The value at a place of the level twice as large, linear between the four nearest.
        private float Between(int x, int y, int part)
        {
            const float near = 0.75f;
            const float far = 0.25f;
            var (column, besideColumn) = (x / 2, Math.Clamp((x / 2) + (x % 2 == 0 ? -1 : 1), 0, width - 1));
            var (row, besideRow) = (y / 2, Math.Clamp((y / 2) + (y % 2 == 0 ? -1 : 1), 0, height - 1));
            return (near * ((near * At(column, row, part)) + (far * At(besideColumn, row, part))))
                + (far * ((near * At(column, besideRow, part)) + (far * At(besideColumn, besideRow, part))));
        }

        private float At(int x, int y, int part) => Values[(((y * width) + x) * Parts) + part];

        private void Limit()
        {
            for (var at = 0; at < Values.Length; at += Parts)
            {
                var weight = Values[at + Picture.Channels];
                for (var part = 0; part < Parts && weight > 1; part++)
                {
                    Values[at + part] /= weight;
                }
            }
        }
    }
}
