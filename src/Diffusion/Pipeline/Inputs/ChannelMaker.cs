using Atelier.Diffusion.Pipeline.Decode;
using Atelier.Diffusion.Pipeline.Inputs.Canvas;
using Atelier.Diffusion.Pipeline.Inputs.Masks;
using Atelier.Generation;
using Atelier.Imaging;
using Atelier.Tensors;

namespace Atelier.Diffusion.Pipeline.Inputs;

/// <summary>Makes what a UNet sees beside the noisy latent.</summary>
/// <param name="kind">What that is.</param>
/// <param name="imageGuidance">For editing: how closely the picture is followed.</param>
/// <param name="factor">Pixels per latent value in each direction.</param>
/// <param name="encoder">Makes latents of pictures.</param>
/// <param name="depth">Makes depth maps where none is given.</param>
internal sealed class ChannelMaker(UNetInput kind, double? imageGuidance, int factor, PictureEncoder encoder, DepthEstimate depth)
{
    // Brooks et al.'s own.
    private const double DefaultImageGuidance = 1.5;

    /// <summary>Makes the channels for one picture.</summary>
    /// <param name="source">What came in.</param>
    /// <param name="placement">How it lies on what is worked on.</param>
    /// <param name="mask">As it lies there; null makes all of it anew.</param>
    /// <param name="share">The mask in latent values.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="RequestException">A depth map is needed and cannot be had.</exception>
    public PictureChannels? Make(SourceImage source, Placement placement, Mask? mask, Latent? share, CancellationToken cancellation) => kind switch
    {
        UNetInput.None => null,
        UNetInput.MaskedPicture => new PictureChannels(MaskedPicture(placement.Place(source.Picture), mask, share, cancellation)),
        UNetInput.Picture => new PictureChannels(
            encoder.EncodeUnscaled(Planes.Of(placement.Place(source.Picture)), cancellation), imageGuidance ?? DefaultImageGuidance),
        _ => new PictureChannels(Depth(placement.Place(source.Depth ?? depth.Of(source.Picture, cancellation)))),
    };

    // The mask, then the picture with mid-grey where it is painted anew.
    private Latent MaskedPicture(Picture picture, Mask? mask, Latent? share, CancellationToken cancellation)
    {
        const byte half = 128;
        var pixels = Planes.Of(picture);
        var plane = picture.Width * picture.Height;
        for (var i = 0; i < pixels.Values.Length; i++)
        {
            if (mask is null || mask.Values[i % plane] >= half)
            {
                pixels.Values[i] = 0;
            }
        }

        var latent = encoder.Encode(pixels, cancellation);
        var (height, width) = (latent.Shape[2], latent.Shape[3]);
        var anew = share is null ? [.. Enumerable.Repeat(1.0, height * width)] : share.Values[..(height * width)].ToArray();
        return Latent.Own(new TensorShape(1, latent.Shape[1] + 1, height, width), [.. anew, .. latent.Values]);
    }

    // The whole span of −1 to 1, whatever the map's own is.
    private Latent Depth(Picture map)
    {
        var cells = Mask.Of(map).Cells(factor);
        var (far, near) = (cells.Min(), cells.Max());
        var span = near > far ? near - far : 1;
        return Latent.Own(
            new TensorShape(1, 1, map.Height / factor, map.Width / factor), Array.ConvertAll(cells, cell => (2 * (cell - far) / span) - 1));
    }
}
