using Atelier.Diffusion.Onnx;
using Atelier.Tensors;

namespace Atelier.Diffusion.Pipeline.Decode;

/// <summary>Latents to pixels, one picture at a time; large ones in overlapping tiles.</summary>
/// <param name="session">The decoder, with <c>VaeDecoderGraph</c>'s names.</param>
/// <param name="scalingFactor">What latents were multiplied by for the UNet.</param>
/// <param name="factor">Pixels per latent value in each direction.</param>
/// <param name="tiling">When to tile, and how.</param>
internal sealed class VaeDecoder(IModelSession session, double scalingFactor, int factor, TilingOptions tiling)
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
        var source = new Planes(values, shape[1], shape[2], shape[3]);
        if (source.Height <= tiling.Threshold && source.Width <= tiling.Threshold)
        {
            return Run(source, cancellation);
        }

        var blend = new TileBlend(Channels, source.Height * factor, source.Width * factor, tiling.Overlap * factor);
        foreach (var tile in tiling.Tiles(source.Height, source.Width))
        {
            cancellation.ThrowIfCancellationRequested();
            blend.Add(Run(source.Cut(tile), cancellation), tile.Scaled(factor));
        }

        return blend.Finish();
    }

    private Planes Run(Planes latent, CancellationToken cancellation)
    {
        var input = TensorValue.Of(latent.Values, 1, latent.Channels, latent.Height, latent.Width);
        var output = session.Run(new Dictionary<string, TensorValue> { ["latent_sample"] = input }, cancellation)["sample"];
        NotANumber.Check(output.Floats, "The VAE decoder");
        return new Planes(output.Floats, Channels, latent.Height * factor, latent.Width * factor);
    }
}
