using Atelier.Tensors;

namespace Atelier.Diffusion.Pipeline.Latents;

/// <summary>Lays one latent over the middle of another, whichever is the larger.</summary>
internal static class Middle
{
    /// <summary>Lays a latent over another.</summary>
    /// <param name="over">1 × channels × any height × any width.</param>
    /// <param name="under">1 × channels × height × width: the result's shape.</param>
    public static Latent Put(Latent over, Latent under)
    {
        var (columns, rows) = (Overlap(over.Shape[3], under.Shape[3]), Overlap(over.Shape[2], under.Shape[2]));
        var values = under.Values.ToArray();
        for (var channel = 0; channel < under.Shape[1]; channel++)
        {
            for (var row = 0; row < rows.Length; row++)
            {
                var from = (((channel * over.Shape[2]) + rows.From + row) * over.Shape[3]) + columns.From;
                var to = (((channel * under.Shape[2]) + rows.To + row) * under.Shape[3]) + columns.To;
                over.Values.Slice(from, columns.Length).CopyTo(values.AsSpan(to));
            }
        }

        return Latent.Own(under.Shape, values);
    }

    // Halves are cut down as Python's // does, and where the part lies on the larger it is 2 × that shorter, as in AUTOMATIC1111.
    private static (int From, int To, int Length) Overlap(int over, int under)
    {
        var shift = (int)Math.Floor((under - over) / 2.0);
        return shift >= 0 ? (0, shift, over) : (-shift, 0, over + (2 * shift));
    }
}
