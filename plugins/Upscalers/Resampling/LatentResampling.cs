using System.Numerics.Tensors;
using Atelier.Tensors;

namespace Atelier.Upscalers.Resampling;

/// <summary>Latents to other sizes: down the columns, then along the rows of each plane.</summary>
internal static class LatentResampling
{
    /// <summary>Resamples every plane of a latent.</summary>
    /// <param name="latent">[batch, channels, height, width].</param>
    /// <param name="width">Columns to make.</param>
    /// <param name="height">Rows to make.</param>
    /// <param name="taps">Makes the taps of a line from its two lengths.</param>
    public static Latent Resample(Latent latent, int width, int height, Func<int, int, Taps[]> taps)
    {
        var (rows, columns) = (latent.Shape[2], latent.Shape[3]);
        var (down, across) = (taps(rows, height), taps(columns, width));
        var planes = latent.Shape[0] * latent.Shape[1];
        var values = new double[planes * height * width];
        var row = new double[columns];
        for (var plane = 0; plane < planes; plane++)
        {
            for (var y = 0; y < height; y++)
            {
                Array.Clear(row);
                for (var i = 0; i < down[y].Weights.Length; i++)
                {
                    var source = latent.Values.Slice(((plane * rows) + down[y].First + i) * columns, columns);
                    TensorPrimitives.MultiplyAdd(source, down[y].Weights[i], row, row);
                }

                var target = values.AsSpan(((plane * height) + y) * width, width);
                for (var x = 0; x < width; x++)
                {
                    target[x] = TensorPrimitives.Dot<double>(row.AsSpan(across[x].First, across[x].Weights.Length), across[x].Weights);
                }
            }
        }

        return Latent.Own(new TensorShape(latent.Shape[0], latent.Shape[1], height, width), values);
    }
}
