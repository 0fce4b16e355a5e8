using Atelier.Diffusion.Graphs;
using Atelier.Diffusion.Onnx;
using Atelier.Tensors;

namespace Atelier.Diffusion.Pipeline.Decode;

/// <summary>Latents to pixels, one picture at a time; large ones in overlapping tiles.</summary>
/// <param name="session">The decoder's session for a wrapping, with <c>VaeDecoderGraph</c>'s names.</param>
/// <param name="scalingFactor">What latents were multiplied by for the UNet.</param>
/// <param name="factor">Pixels per latent value in each direction.</param>
/// <param name="tiling">When to tile, and how.</param>
/// <param name="wrapping">Along which axes the picture continues at its other edge.</param>
internal sealed class VaeDecoder(
    Func<Wrapping, IModelSession> session, double scalingFactor, int factor, TilingOptions tiling, Wrapping wrapping = default)
{
    private const int Channels = 3;

    /// <summary>Decodes one picture.</summary>
    /// <param name="latent">1 × channels × height × width, in the UNet's scale.</param>
    /// <param name="cancellation">Checked at each tile, and within the network.</param>
    /// <returns>Red, green and blue planes, −1 to 1, and their size.</returns>
    /// <exception cref="GenerationException">The decoder gave values that are not numbers.</exception>
    public Planes Decode(Latent latent, CancellationToken cancellation)
    {
        var shape = latent.Shape;
        var values = new float[shape.ElementCount];
        (latent / scalingFactor).CopyTo(values);
        return new TiledRun((planes, within) => Run(planes, within, cancellation), Channels, from: 1, to: factor, tiling, wrapping)
            .Over(new Planes(values, shape[1], shape[2], shape[3]), cancellation);
    }

    private Planes Run(Planes latent, Wrapping within, CancellationToken cancellation)
    {
        var input = TensorValue.Of(latent.Values, 1, latent.Channels, latent.Height, latent.Width);
        var output = session(within).Run(new Dictionary<string, TensorValue> { ["latent_sample"] = input }, cancellation)["sample"];
        NotANumber.Check(output.Floats, "The VAE decoder");
        return new Planes(output.Floats, Channels, latent.Height * factor, latent.Width * factor);
    }
}
