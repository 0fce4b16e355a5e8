using Atelier.Diffusion.Checkpoints;

namespace Atelier.Diffusion.Pipeline.Sample;

/// <summary>The numbers that SDXL is told beside the text (Podell et al. 2023): sizes, or for its refiner a score of beauty.</summary>
/// <param name="Prompt">For the prompt.</param>
/// <param name="Negative">For the negative prompt.</param>
internal sealed record SizeConditioning(float[] Prompt, float[] Negative)
{
    // As in the original pipeline and in diffusers.
    private const float Score = 6;
    private const float NegativeScore = 2.5f;

    /// <summary>What a model is told for a size; null for families that take none.</summary>
    public static SizeConditioning? Of(Checkpoint checkpoint, int width, int height)
    {
        if (checkpoint.UNet.Config.AdditionTimeEmbedDim is null)
        {
            return null;
        }

        return checkpoint.Family.Variant == Families.Refiner
            ? new SizeConditioning([height, width, 0, 0, Score], [height, width, 0, 0, NegativeScore])
            : new SizeConditioning([height, width, 0, 0, height, width], [height, width, 0, 0, height, width]);
    }
}
