using System.Numerics.Tensors;

namespace Atelier.Diffusion.Pipeline.Inputs.Masks;

/// <summary>
/// Softens a mask's edges by a normal curve that ends where AUTOMATIC1111's does, at two and a half radii: beyond, nothing changes.
/// </summary>
internal static class MaskBlur
{
    private const double Reach = 2.5;

    /// <summary>Blurs a mask.</summary>
    /// <param name="mask">Any.</param>
    /// <param name="radius">The curve's standard deviation in pixels; 0 changes nothing.</param>
    public static Mask Blur(Mask mask, double radius)
    {
        var reach = (int)((Reach * radius) + 0.5);
        if (reach == 0)
        {
            return mask;
        }

        var kernel = Enumerable.Range(-reach, (2 * reach) + 1).Select(i => (float)Math.Exp(-(i * i) / (2 * radius * radius))).ToArray();
        TensorPrimitives.Divide(kernel, TensorPrimitives.Sum<float>(kernel), kernel);
        var rows = Rows(mask, kernel);
        var values = new byte[rows.Length];
        var row = new float[mask.Width];
        for (var y = 0; y < mask.Height; y++)
        {
            Array.Clear(row);
            for (var k = 0; k < kernel.Length; k++)
            {
                var from = Math.Clamp(y + k - reach, 0, mask.Height - 1);
                TensorPrimitives.MultiplyAdd(rows.AsSpan(from * mask.Width, mask.Width), kernel[k], row, row);
            }

            for (var x = 0; x < row.Length; x++)
            {
                values[(y * mask.Width) + x] = (byte)Math.Clamp(MathF.Round(row[x]), 0, byte.MaxValue);
            }
        }

        return Mask.Own(mask.Width, mask.Height, values);
    }

    private static float[] Rows(Mask mask, float[] kernel)
    {
        var reach = kernel.Length / 2;
        var blurred = new float[mask.Width * mask.Height];
        var padded = new float[mask.Width + (2 * reach)];
        for (var y = 0; y < mask.Height; y++)
        {
            for (var x = 0; x < padded.Length; x++)
            {
                padded[x] = mask.Values[(y * mask.Width) + Math.Clamp(x - reach, 0, mask.Width - 1)];
            }

            var target = blurred.AsSpan(y * mask.Width, mask.Width);
            for (var k = 0; k < kernel.Length; k++)
            {
                TensorPrimitives.MultiplyAdd(padded.AsSpan(k, mask.Width), kernel[k], target, target);
            }
        }

        return blurred;
    }
}
