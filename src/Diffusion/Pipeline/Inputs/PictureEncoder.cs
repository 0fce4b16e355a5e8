using Atelier.Diffusion.Graphs;
using Atelier.Diffusion.Imaging;
using Atelier.Diffusion.Pipeline.Decode;
using Atelier.Imaging;
using Atelier.Tensors;
using Atelier.Upscaling;

namespace Atelier.Diffusion.Pipeline.Inputs;

/// <summary>Makes the model's latents of pictures.</summary>
/// <param name="model">Its autoencoder's encoder is built the first time.</param>
/// <param name="parts">Where latents are resized.</param>
/// <param name="tiling">When large pictures are encoded in tiles.</param>
/// <param name="wrapping">Along which axes the picture has no seam.</param>
internal sealed class PictureEncoder(LoadedModel model, IPartRegistry parts, TilingOptions tiling, Wrapping wrapping)
{
    private const string LatentResize = "latent";

    /// <summary>
    /// 1 × channels × height × width in the UNet's scale, of a picture whose sides are multiples of the autoencoder's factor.
    /// </summary>
    public Latent Encode(Picture picture, CancellationToken cancellation) => Encode(Planes.Of(picture), cancellation);

    /// <inheritdoc cref="Encode(Picture, CancellationToken)"/>
    public Latent Encode(Planes pixels, CancellationToken cancellation) =>
        EncodeUnscaled(pixels, cancellation) * model.Checkpoint.Vae.Config.ScalingFactor;

    /// <summary>As the autoencoder gives it, which is what editing models were trained on.</summary>
    public Latent EncodeUnscaled(Planes pixels, CancellationToken cancellation) =>
        model.Encoder(tiling, cancellation, wrapping).Encode(pixels, cancellation);

    /// <summary>The latent of a picture of another size, stretched as a latent.</summary>
    /// <param name="picture">Of any size.</param>
    /// <param name="width">Pixels that are made.</param>
    /// <param name="height">Pixels that are made.</param>
    /// <param name="cancellation">Ends it early.</param>
    public Latent Encode(Picture picture, int width, int height, CancellationToken cancellation)
    {
        var factor = model.Checkpoint.Vae.Config.Factor;
        var latent = Encode(PictureCodec.Resize(picture, Whole(picture.Width), Whole(picture.Height)), cancellation);
        return parts.Find<ILatentUpscaler>(LatentResize).Upscale(latent, width / factor, height / factor);

        int Whole(int side) => Math.Max(1, side / factor) * factor;
    }
}
