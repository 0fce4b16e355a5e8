using Atelier.Tensors;

namespace Atelier.Diffusion.Pipeline.Hires;

/// <summary>Cuts what is over off a latent, as much on either side.</summary>
internal static class LatentCut
{
    /// <summary>The middle of a latent.</summary>
    /// <param name="latent">[pictures, channels, height, width].</param>
    /// <param name="width">Columns to keep.</param>
    /// <param name="height">Rows to keep.</param>
    public static Latent Middle(Latent latent, int width, int height)
    {
        var (rows, columns) = (latent.Shape[2], latent.Shape[3]);
        if (rows == height && columns == width)
        {
            return latent;
        }

        var (top, left) = ((rows - height) / 2, (columns - width) / 2);
        var planes = latent.Shape[0] * latent.Shape[1];
        var values = new double[planes * height * width];
        for (var i = 0; i < planes * height; i++)
        {
            var row = ((i / height * rows) + top + (i % height)) * columns;
            latent.Values.Slice(row + left, width).CopyTo(values.AsSpan(i * width));
        }

        return Latent.Own(new TensorShape(latent.Shape[0], latent.Shape[1], height, width), values);
    }
}
