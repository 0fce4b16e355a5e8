using Atelier.Diffusion.Graphs;
using Atelier.Diffusion.Pipeline.Decode;
using Atelier.Diffusion.Pipeline.Inputs;
using Atelier.Diffusion.Pipeline.Prompts;
using Atelier.Diffusion.Pipeline.Upscale;
using Atelier.Generation;
using Atelier.Imaging;
using Atelier.Tensors;
using Atelier.Upscaling;

namespace Atelier.Diffusion.Pipeline.Hires;

/// <summary>
/// AUTOMATIC1111's hires fix (<c>sample_hr_pass</c>): what the first pass made is enlarged, as a latent or as a picture, and made anew in
/// part, with as many steps as asked for whatever the strength.
/// </summary>
internal sealed class HiresPass
{
    private const string UpscalerField = "hires.upscaler";

    private readonly HiresFix _hires;
    private readonly HiresSize _size;
    private readonly UpscalerEntry _upscaler;
    private readonly PictureUpscaler _pictures;

    private HiresPass(ResolvedRequest first, HiresFix hires, HiresSize size, IPartRegistry parts, ModelLoader models)
    {
        _hires = hires;
        _size = size;
        _upscaler = new UpscalerCatalog(parts, models.Files).Find(hires.Upscaler, UpscalerField);
        _pictures = new PictureUpscaler(parts, models.Files, models.Networks);
        Request = SecondRequest.Of(first, size, parts);
    }

    /// <summary>What the second pass is asked for.</summary>
    public ResolvedRequest Request { get; }

    /// <summary>What people call the upscaler.</summary>
    public string UpscalerLabel => _upscaler.Label;

    /// <summary>Steps that it makes.</summary>
    public int Steps => _hires.Strength > 0 ? Request.Steps : 0;

    /// <summary>The hires fix of a request; null where it has none.</summary>
    /// <exception cref="RequestException">A name is not known.</exception>
    public static HiresPass? Of(ResolvedRequest first, LoadedModel model, IPartRegistry parts, ModelLoader models)
    {
        if (first.Request.Hires is not { } hires)
        {
            return null;
        }

        var (checkpoint, size) = (model.Checkpoint, HiresSize.Of(first.Filled)!);
        return checkpoint.UNet.Config.InChannels == checkpoint.Vae.Config.LatentChannels
            ? new HiresPass(first, hires, size, parts, models)
            : throw new RequestException(
                "hires", $"{checkpoint.Name} sees a picture beside its latent ({checkpoint.Family.Variant}), which has the first pass's size; choose a base model");
    }

    /// <summary>The prompts of the second pass.</summary>
    /// <param name="first">The first's, a picture each.</param>
    /// <param name="wildcards">Drawn from each picture's seed again.</param>
    /// <exception cref="RequestException">A wildcard is not there.</exception>
    public IReadOnlyList<PicturePrompt> Prompts(IReadOnlyList<PicturePrompt> first, WildcardFolder wildcards)
    {
        try
        {
            return _hires.Prompt is null && _hires.NegativePrompt is null
                ? first
                : [.. first.Select(
                    prompt => PicturePrompt.Draw(Request.Request, prompt.Seed, wildcards) with { VariationSeed = prompt.VariationSeed })];
        }
        catch (RequestException exception)
        {
            throw new RequestException($"hires.{exception.Field}", exception.Problem);
        }
    }

    /// <summary>Enlarges what the first pass made.</summary>
    /// <returns>Where the second begins.</returns>
    public Beginning Enlarge(LoadedModel model, Latent latent, TilingOptions tiling, CancellationToken cancellation)
    {
        var whole = model.LatentShape(1, _size.EnlargedWidth, _size.EnlargedHeight);
        var enlarged = _upscaler.Part is ILatentUpscaler part
            ? part.Upscale(latent, whole[3], whole[2])
            : Latent.Concatenate(
                [.. Enumerable.Range(0, latent.Batch).Select(i => AsPicture(model, latent.Item(i), tiling, cancellation))]);
        var shape = model.LatentShape(1, _size.Width, _size.Height);
        return new Beginning
        {
            Latent = LatentCut.Middle(enlarged, shape[3], shape[2]),
            Strength = new Strength(_hires.Strength, AllSteps: true),
        };
    }

    private Latent AsPicture(LoadedModel model, Latent latent, TilingOptions tiling, CancellationToken cancellation)
    {
        var wrapping = Wrapping.Of(Request.Request.Tiling);
        var planes = model.Decoder(tiling, cancellation, wrapping).Decode(latent, cancellation);
        var small = Picture.FromDecoder(planes.Values, planes.Width, planes.Height);
        var large = _pictures.Upscale(
            small, _upscaler, UpscalerField, _size.EnlargedWidth, _size.EnlargedHeight, progress: null, cancellation);
        return model.Encoder(tiling, cancellation, wrapping).Encode(large, cancellation) * model.Checkpoint.Vae.Config.ScalingFactor;
    }
}
