using Atelier.Tensors;

namespace Atelier.Diffusion.Pipeline.Inputs;

/// <summary>What a UNet for inpainting, depth or editing sees beside the noisy latent.</summary>
/// <param name="Values">[pictures, extra channels, height, width]; not scaled by the noise level.</param>
/// <param name="Guidance">
/// How closely the picture is followed (Brooks et al. 2023, equation 3): another pass sees zeros in its place. Null or 1 makes no such
/// pass.
/// </param>
internal sealed record PictureChannels(Latent Values, double? Guidance = null)
{
    /// <summary>Whether a pass without the picture is made.</summary>
    public bool IsGuided => Guidance is not (null or 1);

    /// <summary>What one row sees.</summary>
    public Latent Row(int picture, bool withPicture) => withPicture ? Values.Item(picture) : new Latent(Values.Shape.WithBatch(1));

    /// <summary>Moves a prediction away from the one that has not seen the picture.</summary>
    /// <param name="guided">The text's guidance, with the picture.</param>
    /// <param name="negative">The negative prompt's prediction, with the picture.</param>
    /// <param name="blind">The negative prompt's prediction, without it.</param>
    public Latent Guide(Latent guided, Latent negative, Latent blind) => guided + ((negative - blind) * (Guidance!.Value - 1));
}
