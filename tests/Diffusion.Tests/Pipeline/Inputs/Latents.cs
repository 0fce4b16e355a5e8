using Atelier.Tensors;

namespace Atelier.Diffusion.Tests.Pipeline.Inputs;

internal static class Latents
{
    /// <summary>One row of one channel.</summary>
    public static Latent Of(params double[] values) => Latent.Own(new TensorShape(1, 1, 1, values.Length), values);
}
