namespace Atelier.Diffusion.Checkpoints;

/// <summary>
/// The families, and what is true of each where no config.json says better. Head counts leave no trace in a weight's shape:
/// the released models' are 8 heads (SD 1.x) and 64 channels a head (SD 2.x, SDXL, every CLIP). Models smaller than any
/// released one get heads no narrower than 8 channels (SD 1.x), at least two (SD 2.x, SDXL) or at least four (CLIP).
/// </summary>
internal static class Families
{
    public const string Sd1 = "sd1";
    public const string Sd2 = "sd2";
    public const string Sdxl = "sdxl";

    /// <summary>
    /// The variant of SDXL that finishes what a base model began: one text encoder, and a score in the place of a target size.
    /// </summary>
    public const string Refiner = "refiner";

    private const int HeadWidth = 64;

    /// <summary>A family by its id.</summary>
    public static ModelFamily Of(string id, string variant = "base") => new(
        id,
        id switch { Sd1 => "Stable Diffusion 1.x", Sd2 => "Stable Diffusion 2.x", _ => "Stable Diffusion XL" },
        variant);

    /// <summary>The latent size trained at: 512 pixels, 768 for SD 2.x's v-prediction models, 1024 for SDXL.</summary>
    public static int SampleSize(ModelFamily family, string predictionType) => (family.Id, predictionType) switch
    {
        (Sdxl, _) => 128,
        (Sd2, PredictionTypes.V) => 96,
        _ => 64,
    };

    /// <summary>What the autoencoder's latents are multiplied by.</summary>
    public static double ScalingFactor(ModelFamily family) => family.Id == Sdxl ? 0.13025 : 0.18215;

    /// <summary>Attention heads of each level of a UNet.</summary>
    public static IReadOnlyList<int> UNetHeads(ModelFamily family, IReadOnlyList<int> channels)
    {
        if (channels.Count == 0)
        {
            return [];
        }

        var fixedCount = Math.Clamp(channels[0] / 8, 1, 8);
        var width = Math.Clamp(channels[0] / 2, 1, HeadWidth);
        return [.. channels.Select(count => family.Id == Sd1 ? fixedCount : Math.Max(1, count / width))];
    }

    /// <summary>Attention heads of a CLIP text encoder.</summary>
    public static int ClipHeads(int hiddenSize) => hiddenSize / Math.Clamp(hiddenSize / 4, 1, HeadWidth);

    /// <summary>
    /// Layers to run of those that a single file holds. SD 2.x was trained on OpenCLIP's last layer but one, so its last is never run,
    /// and diffusers' conversion leaves it out: 23 are all of them already.
    /// </summary>
    public static int ClipLayers(ModelFamily family, int stored) => family.Id == Sd2 && stored is not 23 and > 1 ? stored - 1 : stored;
}
