using Atelier.Diffusion.Onnx;
using Atelier.Diffusion.Pipeline.Decode;
using Atelier.Imaging;
using Atelier.Tensors;

namespace Atelier.Diffusion.Pipeline.Encode;

/// <summary>
/// Pixels to latents; large pictures in overlapping tiles. The distribution's mean is taken, not a sample of it: the same picture then gives the
/// same latent, and the spread of a trained autoencoder is far below one level of a pixel.
/// </summary>
/// <param name="session">The encoder, with <c>VaeEncoderGraph</c>'s names.</param>
/// <param name="channels">The latent's channels.</param>
/// <param name="factor">Pixels per latent value in each direction.</param>
/// <param name="tiling">When to tile, and how.</param>
internal sealed class VaeEncoder(IModelSession session, int channels, int factor, TilingOptions tiling)
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
        var (height, width) = (pixels.Height / factor, pixels.Width / factor);
        var latent = height <= tiling.Threshold && width <= tiling.Threshold ? Run(pixels, cancellation) : InTiles(pixels, height, width, cancellation);
        return Latent.FromSingle(new TensorShape(1, channels, height, width), latent.Values);
    }

    private Planes InTiles(Planes pixels, int height, int width, CancellationToken cancellation)
    {
        var blend = new TileBlend(channels, height, width, tiling.Overlap);
        foreach (var tile in tiling.Tiles(height, width))
        {
            cancellation.ThrowIfCancellationRequested();
            blend.Add(Run(pixels.Cut(tile.Scaled(factor)), cancellation), tile);
        }

        return blend.Finish();
    }

    private Planes Run(Planes pixels, CancellationToken cancellation)
    {
        var input = TensorValue.Of(pixels.Values, 1, pixels.Channels, pixels.Height, pixels.Width);
        var output = session.Run(new Dictionary<string, TensorValue> { ["sample"] = input }, cancellation)["mean"];
        NotANumber.Check(output.Floats, "The VAE encoder");
        return new Planes(output.Floats, channels, pixels.Height / factor, pixels.Width / factor);
    }
}
