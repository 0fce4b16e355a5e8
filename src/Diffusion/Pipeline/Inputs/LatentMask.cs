using Atelier.Tensors;

namespace Atelier.Diffusion.Pipeline.Inputs;

/// <summary>What part of a latent is made anew; the rest is put back after every step, as AUTOMATIC1111's denoiser does.</summary>
/// <param name="Known">What is kept, [pictures, channels, height, width].</param>
/// <param name="Values">For each place how much is made anew: 0 keeps it, 1 makes it anew; in the shape of <paramref name="Known"/>.</param>
/// <param name="BeginsFromNoise">Whether what is made anew begins from noise alone, not from what was there.</param>
internal sealed record LatentMask(Latent Known, Latent Values, bool BeginsFromNoise = false)
{
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
