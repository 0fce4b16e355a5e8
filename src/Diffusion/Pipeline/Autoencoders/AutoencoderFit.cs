using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Networks;

namespace Atelier.Diffusion.Pipeline.Autoencoders;

/// <summary>Whether an autoencoder's latents are those of a model, as far as their files tell.</summary>
internal static class AutoencoderFit
{
    private const double SmallestDifference = 1e-4;

    /// <exception cref="CheckpointException">They are not; the message says in what they differ.</exception>
    public static void Check(AutoencoderFile file, Checkpoint model)
    {
        var own = model.Vae.Config;
        if (file.LatentChannels != own.LatentChannels)
        {
            throw new CheckpointException(
                $"its latents have {file.LatentChannels} channels and those of {model.Name} {own.LatentChannels}; choose one for {model.Family.Id}");
        }

        if (file.Factor != own.Factor)
        {
            throw new CheckpointException(
                $"its latents are {file.Factor} times smaller than pictures and those of {model.Name} {own.Factor}; choose one for {model.Family.Id}");
        }

        if (Math.Abs(file.ScalingFactor - own.ScalingFactor) > SmallestDifference)
        {
            throw new CheckpointException(FormattableString.Invariant(
                $"its config.json says a scaling_factor of {file.ScalingFactor}, and that of {model.Name} is {own.ScalingFactor}; choose one for {model.Family.Id}"));
        }
    }
}
