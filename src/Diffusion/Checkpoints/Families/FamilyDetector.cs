namespace Atelier.Diffusion.Checkpoints;

/// <summary>
/// Tells the family from keys and shapes alone: SDXL has the added text_time embedding; of the others, SD 2.x projects into its
/// transformers by matrices, SD 1.x by 1×1 convolutions. The channels that the UNet takes beyond the latent's tell the variant, and
/// that it attends to one encoder alone a refiner.
/// </summary>
internal static class FamilyDetector
{
    /// <summary>Detects a family.</summary>
    /// <exception cref="CheckpointException">It is none that runs.</exception>
    public static ModelFamily Detect(Layout layout)
    {
        if (!layout.Components.TryGetValue(Components.UNet, out var unet))
        {
            throw CheckpointException.For(layout.Label, "incomplete: it has no UNet (unet/diffusion_pytorch_model.safetensors)");
        }

        var id = IdOf(unet);
        if (id == Families.Sdxl && IsRefiner(layout, unet))
        {
            return Families.Of(id, Families.Refiner);
        }

        var latent = unet.Size("conv_out.weight", 0);
        var channels = unet.Size("conv_in.weight", 1);
        return Families.Of(id, Variant(layout.Label, channels, latent));
    }

    /// <summary>What a UNet is for, by the channels that it takes beside the latent's.</summary>
    /// <exception cref="CheckpointException">None that is known.</exception>
    public static string Variant(string label, int channels, int latent) =>
        channels == latent ? "base"
        : channels == (2 * latent) + 1 ? "inpainting"
        : channels == 2 * latent ? "edit"
        : channels == latent + 1 ? "depth"
        : throw CheckpointException.For(
            label,
            $"its UNet takes {channels} channels; {latent} (text to image), {latent + 1} (depth), {2 * latent} (edit) and {(2 * latent) + 1} (inpainting) are known");

    /// <summary>The family of a UNet, or of a ControlNet, which has one's way down.</summary>
    /// <exception cref="CheckpointException">It is none that runs.</exception>
    public static string IdOf(MappedWeights unet)
    {
        if (unet.Find("add_embedding.linear_1.weight") is not null)
        {
            return Families.Sdxl;
        }

        var projection = unet.Names.Where(name => name.EndsWith(".attentions.0.proj_in.weight", StringComparison.Ordinal)).Select(unet.Find)
            .FirstOrDefault();
        return projection?.Shape.Count switch
        {
            4 => Families.Sd1,
            2 => Families.Sd2,
            _ => throw CheckpointException.For(unet.Label, "its UNet is of no known family (no attention with proj_in)"),
        };
    }

    // The base attends to both its encoders side by side; the refiner kept one of them, and its UNet is as wide as that one.
    private static bool IsRefiner(Layout layout, MappedWeights unet)
    {
        var keys = unet.Names.FirstOrDefault(name => name.EndsWith(".attn2.to_k.weight", StringComparison.Ordinal));
        string[] names = [Components.TextEncoder, Components.TextEncoder2];
        var encoders = names.Select(layout.Components.GetValueOrDefault).OfType<MappedWeights>().ToList();
        return keys is not null
            && encoders.Count == 1
            && encoders[0].OptionalSize("text_model.embeddings.token_embedding.weight", 1) == unet.Size(keys, 1);
    }
}
