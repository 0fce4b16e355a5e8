using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Pipeline.Inputs;
using Atelier.Generation;

namespace Atelier.Diffusion.Pipeline;

/// <summary>What a model must be to be loaded at all.</summary>
internal static class SupportedModel
{
    /// <summary>Refuses models whose UNet needs something that no request can give.</summary>
    /// <exception cref="RequestException">The model's channels are of no known kind.</exception>
    public static void Check(Checkpoint checkpoint)
    {
        var (unet, vae) = (checkpoint.UNet.Config, checkpoint.Vae.Config);
        if (UNetInputs.Of(checkpoint) is null)
        {
            var latent = vae.LatentChannels;
            throw new RequestException(
                "model",
                $"{checkpoint.Name}'s UNet takes {unet.InChannels} channels; known are {latent}, and with a picture {latent + 1} (depth), {2 * latent} (editing) and {(2 * latent) + 1} (inpainting)");
        }
    }
}
