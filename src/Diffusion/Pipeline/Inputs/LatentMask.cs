using Atelier.Diffusion.Pipeline.Inputs.Masks;
using Atelier.Tensors;

namespace Atelier.Diffusion.Pipeline.Inputs;

/// <summary>What part of a latent is made anew; the rest is put back after every step, as AUTOMATIC1111's denoiser does.</summary>
/// <param name="Known">What is kept, [pictures, channels, height, width].</param>
/// <param name="Values">For each place how much is made anew: 0 keeps it, 1 makes it anew; in the shape of
/// <paramref name="Known"/>.</param>
/// <param name="BeginsFromNoise">Whether what is made anew begins from noise alone, not from what was there.</param>
internal sealed record LatentMask(Latent Known, Latent Values, bool BeginsFromNoise = false)
{
    /// <summary>
    /// For each latent value whether it is made anew: where the mask covers half of its pixels or more; where none is covered by so much,
    /// all that the mask touches. The finished picture is blended by the mask itself.
    /// </summary>
    /// <param name="mask">Not empty.</param>
    /// <param name="shape">1 × channels × height × width.</param>
    public static Latent Share(Mask mask, TensorShape shape)
    {
        const double half = 0.5;
        var cells = mask.Cells(mask.Width / shape[3]);
        var least = cells.Max() >= half ? half : double.Epsilon;
        var plane = Array.ConvertAll(cells, cell => cell >= least ? 1.0 : 0);
        return Latent.Own(shape, [.. Enumerable.Repeat(plane, shape[1]).SelectMany(values => values)]);
    }

    /// <summary>Keeps what is known.</summary>
    /// <param name="made">What is made anew, in the shape of <see cref="Known"/>.</param>
    public Latent Blend(Latent made)
    {
        var known = Known.Values;
        var share = Values.Values;
        var anew = made.Values;
        var blended = new double[anew.Length];
        for (var i = 0; i < blended.Length; i++)
        {
            // Where all is kept it is kept exactly, whatever the network made there.
            blended[i] = share[i] == 0 ? known[i] : known[i] + (share[i] * (anew[i] - known[i]));
        }

        return Latent.Own(made.Shape, blended);
    }
}
