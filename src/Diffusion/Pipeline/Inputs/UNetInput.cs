using Atelier.Diffusion.Checkpoints;
using Atelier.Generation;

namespace Atelier.Diffusion.Pipeline.Inputs;

/// <summary>What a UNet sees beside the noisy latent.</summary>
internal enum UNetInput
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A mask, and the picture's latent without the masked part (inpainting, 9 channels).</summary>
    MaskedPicture,

    /// <summary>The picture's latent (instruction editing, 8 channels).</summary>
    Picture,

    /// <summary>A depth map (depth to image, 5 channels).</summary>
    Depth,
}

/// <summary>Which models are which, and what they need of a request.</summary>
internal static class UNetInputs
{
    /// <summary>What a model's UNet sees; null where the number of its channels says nothing known.</summary>
    public static UNetInput? Of(Checkpoint checkpoint)
    {
        var latent = checkpoint.Vae.Config.LatentChannels;
        var extra = checkpoint.UNet.Config.InChannels - latent;
        return extra == 0 ? UNetInput.None
            : extra == latent + 1 ? UNetInput.MaskedPicture
            : extra == latent ? UNetInput.Picture
            : extra == 1 ? UNetInput.Depth
            : null;
    }

    /// <summary>Refuses a request that lacks what the model needs, or brings what it cannot use.</summary>
    /// <exception cref="RequestException">It does.</exception>
    public static void Check(Checkpoint checkpoint, GenerationRequest request)
    {
        var input = Of(checkpoint);
        if (request.Image is not { } image)
        {
            var needs = input switch
            {
                UNetInput.MaskedPicture => "for inpainting: give a picture, and a mask of what to paint anew (image.mask)",
                UNetInput.Picture => "that edits pictures: give one",
                UNetInput.Depth => "that follows the depth of a picture: give one",
                _ when checkpoint.Family.Variant == Families.Refiner =>
                    "that finishes pictures which a base model began: give one, or name it as the refiner (refiner.model) of a base model",
                _ => null,
            };
            if (needs is not null)
            {
                throw new RequestException(
                    "image", $"is missing, and {checkpoint.Name} is a model {needs}; or choose a model that makes pictures from words");
            }

            return;
        }

        Only(UNetInput.Picture, "image.imageGuidance", image.ImageGuidance is not null, "edits pictures (8 channels)");
        Only(UNetInput.Depth, "image.depth", image.Depth is not null, "follows depth (5 channels)");

        void Only(UNetInput kind, string field, bool isGiven, string what)
        {
            if (isGiven && input != kind)
            {
                throw new RequestException(field, $"is for a model that {what}, and {checkpoint.Name} is none; leave it out");
            }
        }
    }
}
