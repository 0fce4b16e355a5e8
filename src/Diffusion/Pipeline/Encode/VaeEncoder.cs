using Atelier.Diffusion.Graphs;
using Atelier.Diffusion.Onnx;
using Atelier.Diffusion.Pipeline.Decode;
using Atelier.Imaging;
using Atelier.Tensors;

namespace Atelier.Diffusion.Pipeline.Encode;

/// <summary>
/// Pixels to latents; large pictures in overlapping tiles. The distribution's mean is taken, not a sample of it: the same picture then
/// gives the same latent, and the spread of a trained autoencoder is far below one level of a pixel.
/// </summary>
/// <param name="session">The encoder's session for a wrapping, with <c>VaeEncoderGraph</c>'s names.</param>
/// <param name="channels">The latent's channels.</param>
/// <param name="factor">Pixels per latent value in each direction.</param>
/// <param name="tiling">When to tile, and how.</param>
/// <param name="wrapping">Along which axes the picture continues at its other edge.</param>
internal sealed class VaeEncoder(
    Func<Wrapping, IModelSession> session, int channels, int factor, TilingOptions tiling, Wrapping wrapping = default)
{
    /// <summary>Encodes one picture.</summary>
    /// <param name="picture">Its sides are multiples of the factor.</param>
    /// <param name="cancellation">Checked at each tile, and within the network.</param>
    /// <returns>1 × channels × height × width, not yet multiplied by the scaling factor.</returns>
    /// <exception cref="GenerationException">The encoder gave values that are not numbers.</exception>
    public Latent Encode(Picture picture, CancellationToken cancellation) => Encode(Planes.Of(picture), cancellation);

    /// <summary>Encodes one picture.</summary>
    /// <param name="pixels">Red, green and blue planes, −1 to 1.</param>
    /// <param name="cancellation">Checked at each tile, and within the network.</param>
    /// <returns>1 × channels × height × width, not yet multiplied by the scaling factor.</returns>
    /// <exception cref="GenerationException">The encoder gave values that are not numbers.</exception>
    public Latent Encode(Planes pixels, CancellationToken cancellation)
    {
        var latent = new TiledRun((planes, within) => Run(planes, within, cancellation), channels, from: factor, to: 1, tiling, wrapping)
            .Over(pixels, cancellation);
        return Latent.FromSingle(new TensorShape(1, channels, latent.Height, latent.Width), latent.Values);
    }

    private Planes Run(Planes pixels, Wrapping within, CancellationToken cancellation)
    {
        var input = TensorValue.Of(pixels.Values, 1, pixels.Channels, pixels.Height, pixels.Width);
        var output = session(within).Run(new Dictionary<string, TensorValue> { ["sample"] = input }, cancellation)["mean"];
        NotANumber.Check(output.Floats, "The VAE encoder");
        return new Planes(output.Floats, channels, pixels.Height / factor, pixels.Width / factor);
    }
}
