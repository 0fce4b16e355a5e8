using Atelier.Diffusion.Checkpoints;
using Atelier.Generation;

namespace Atelier.Diffusion.Pipeline;

/// <summary>What a model must be to make pictures from words alone.</summary>
internal static class TextToImage
{
    /// <summary>Refuses models that need more than a prompt.</summary>
    /// <exception cref="RequestException">The model is one for inpainting, editing or depth, or is distilled for a guidance input.</exception>
    public static void Check(Checkpoint checkpoint)
    {
        var (unet, vae) = (checkpoint.UNet.Config, checkpoint.Vae.Config);
        if (unet.InChannels != vae.LatentChannels)
        {
            var purpose = checkpoint.Family.Variant == "base" ? "" : $" for {checkpoint.Family.Variant}";
            throw new RequestException(
                "model",
                $"{checkpoint.Name} is a model{purpose} whose UNet takes {unet.InChannels} channels, a picture among them; to make pictures from words choose one that takes {vae.LatentChannels}");
        }

        if (unet.TimeCondProjDim is not null)
        {
            throw new RequestException(
                "model", $"{checkpoint.Name} is distilled to take its guidance scale as an input (time_cond_proj_dim), which is not supported; choose its base model");
        }
    }
}
