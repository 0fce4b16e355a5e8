using Atelier.Diffusion.Graphs;
using Atelier.Diffusion.Pipeline.Decode;
using Atelier.Diffusion.Pipeline.Inputs.Canvas;
using Atelier.Diffusion.Pipeline.Inputs.Masks;
using Atelier.Generation;
using Atelier.Imaging;
using Atelier.Tensors;

namespace Atelier.Diffusion.Pipeline.Inputs;

/// <summary>How a generation begins from a picture, worked out once for all its batches.</summary>
internal sealed class ImageStart
{
    private readonly SourceImage _source;
    private readonly ImageInput _input;
    private readonly Placement _placement;
    private readonly PictureEncoder _encoder;
    private readonly ChannelMaker _channels;
    private Beginning? _prepared;

    /// <summary>Decides how a picture lies on what is worked on; nothing is encoded yet.</summary>
    /// <param name="source">What came in.</param>
    /// <param name="request">Its size is the one that is worked at.</param>
    /// <param name="model">Its encoder, and what its UNet sees.</param>
    /// <param name="parts">Where latents are resized and depth is estimated.</param>
    /// <param name="models">What annotators are run with.</param>
    /// <param name="tiling">When large pictures are encoded in tiles.</param>
    public ImageStart(
        SourceImage source, ResolvedRequest request, LoadedModel model, IPartRegistry parts, ModelLoader models, TilingOptions tiling)
    {
        _input = request.Request.Image!;
        _source = _input.Outpaint is { } outpaint ? Outpainting.Widen(source, outpaint) : source;
        _placement = PlacementOf(_source, request);
        _encoder = new PictureEncoder(model, parts, tiling, Wrapping.Of(request.Request.Tiling));
        _channels = new ChannelMaker(
            UNetInputs.Of(model.Checkpoint)!.Value, _input.ImageGuidance, model.Checkpoint.Vae.Config.Factor, _encoder,
            new DepthEstimate(parts, models));
    }

    /// <summary>Where each picture of a batch begins.</summary>
    public Beginning Begin(int pictures, CancellationToken cancellation)
    {
        _prepared ??= Prepare(cancellation);
        return new Beginning
        {
            Latent = Repeat(_prepared.Latent!),
            Strength = _prepared.Strength,
            Mask = _prepared.Mask is { } mask ? mask with { Known = Repeat(mask.Known), Values = Repeat(mask.Values) } : null,
            Channels = _prepared.Channels is { } seen ? seen with { Values = Repeat(seen.Values) } : null,
        };

        Latent Repeat(Latent one) => Latent.Concatenate([.. Enumerable.Repeat(one, pictures)]);
    }

    /// <summary>The picture as it is worked on, and white where it is made anew; null makes all of it.</summary>
    public (Picture Picture, Picture? Mask) Placed() =>
        (_placement.Place(_source.Picture), _source.Mask is { } mask ? _placement.Place(mask).ToPicture() : null);

    /// <summary>The finished picture: what the mask keeps is as it was.</summary>
    public Picture Finish(Picture made) => _placement.PutBack(made, _source.Picture, _source.Mask);

    private Beginning Prepare(CancellationToken cancellation)
    {
        var content = _input.Mask?.Content ?? "original";
        var mask = _source.Mask is null ? null : _placement.Place(_source.Mask);
        var latent = Encode(content, mask, cancellation);
        var share = mask is null ? null : LatentMask.Share(mask, latent.Shape);
        var keep = share is null ? null : new LatentMask(latent, share, BeginsFromNoise: content == "noise");
        return new Beginning
        {
            Latent = content == "nothing" ? keep!.Blend(new Latent(latent.Shape)) : latent,
            Strength = new Strength(_input.Strength, _input.AllSteps),
            Mask = keep,
            Channels = _channels.Make(_source, _placement, mask, share, cancellation),
        };
    }

    // Whatever the masked part begins from, its old colours must not show through the encoder at its border.
    private Latent Encode(string content, Mask? mask, CancellationToken cancellation)
    {
        var isFilled = mask is not null && content != "original";
        if (_input.Resize == "latent" && _placement.Area is null)
        {
            var own = isFilled ? Surroundings.Fill(_source.Picture, _source.Mask!) : _source.Picture;
            return _encoder.Encode(own, _placement.Width, _placement.Height, cancellation);
        }

        var placed = _placement.Place(_source.Picture);
        return _encoder.Encode(isFilled ? Surroundings.Fill(placed, mask!) : placed, cancellation);
    }

    private static Placement PlacementOf(SourceImage source, ResolvedRequest request)
    {
        var input = request.Request.Image!;
        Region? area = source.Mask is { } mask && input.Mask is { MaskedAreaOnly: true } asked
            ? MaskedArea.Around(mask, asked.Padding, request.Width, request.Height)
            : null;
        return new Placement(request.Width, request.Height, input.Resize, area);
    }
}
