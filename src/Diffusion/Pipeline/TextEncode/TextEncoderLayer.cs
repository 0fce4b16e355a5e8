using Atelier.Diffusion.Checkpoints;
using Atelier.Generation;

namespace Atelier.Diffusion.Pipeline.TextEncode;

/// <summary>Which layer of a text encoder an embedding comes from.</summary>
/// <param name="ClipSkip">Counted from the end: 1 is the last layer, 2 the penultimate.</param>
/// <param name="FinalNorm">Whether the final layer norm is applied to it.</param>
internal readonly record struct TextEncoderLayer(int ClipSkip, bool FinalNorm)
{
    private const string SdxlFamily = "sdxl";

    /// <summary>
    /// The layer that a model wants. SDXL always takes the penultimate layers without the norm, whatever is asked, as in AUTOMATIC1111; the
    /// others take what is asked or what they were trained on, with the norm.
    /// </summary>
    /// <param name="family">The model's family.</param>
    /// <param name="config">The encoder's shape.</param>
    /// <param name="requested">The request's clip skip; null for the model's own.</param>
    /// <exception cref="RequestException">The encoder has fewer layers than that.</exception>
    public static TextEncoderLayer Of(ModelFamily family, ClipTextConfig config, int? requested)
    {
        if (family.Id == SdxlFamily)
        {
            return new TextEncoderLayer(2, FinalNorm: false);
        }

        var skip = requested ?? (config.Penultimate ? 2 : 1);
        return skip >= 1 && skip <= config.Layers
            ? new TextEncoderLayer(skip, FinalNorm: true)
            : throw new RequestException(
                "clipSkip", $"must be from 1 to {config.Layers}, the layers of this model's text encoder; it is {skip}.");
    }
}
