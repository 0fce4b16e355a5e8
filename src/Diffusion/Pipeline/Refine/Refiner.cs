using Atelier.Diffusion.Checkpoints;
using Atelier.Generation;

namespace Atelier.Diffusion.Pipeline.Refine;

/// <summary>Opens the model that takes over.</summary>
internal static class Refiner
{
    private const string Field = "refiner.model";

    /// <summary>Opens it; null where the request has none.</summary>
    /// <exception cref="RequestException">There is no such model, or its latents are of another kind.</exception>
    /// <exception cref="CheckpointException">It cannot be used.</exception>
    public static ModelUse? Open(RefinerStage? stage, LoadedModel first, ModelLoader models)
    {
        if (stage is null)
        {
            return null;
        }

        var use = Use(stage, models);
        try
        {
            CheckLatents(first.Checkpoint, use.Model.Checkpoint);
            return use;
        }
        catch
        {
            use.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Whether what changes or steers the first model does so to the one that takes over too. Where it is of another make, as SDXL's
    /// refiner is,
    /// adapters and ControlNets are for the first alone, and end with it.
    /// </summary>
    public static bool IsAlike(Checkpoint first, Checkpoint refiner) =>
        first.Family.Id == refiner.Family.Id && first.Family.Variant == refiner.Family.Variant
        && first.UNet.Config.CrossAttentionDim == refiner.UNet.Config.CrossAttentionDim
        && first.UNet.Config.BlockOutChannels.SequenceEqual(refiner.UNet.Config.BlockOutChannels);

    private static ModelUse Use(RefinerStage stage, ModelLoader models)
    {
        try
        {
            return models.Use(stage.Model);
        }
        catch (RequestException exception)
        {
            throw new RequestException(Field, exception.Problem);
        }
    }

    private static void CheckLatents(Checkpoint first, Checkpoint refiner)
    {
        var (one, other) = (first.Vae.Config, refiner.Vae.Config);
        if (one.LatentChannels != other.LatentChannels || one.Factor != other.Factor
            || Math.Abs(one.ScalingFactor - other.ScalingFactor) > 1e-6)
        {
            throw new RequestException(
                Field,
                $"{refiner.Name} ({refiner.Family.Label}) works on other latents than {first.Name} ({first.Family.Label}); choose a model of the same family");
        }

        if (refiner.UNet.Config.InChannels != first.UNet.Config.InChannels)
        {
            throw new RequestException(
                Field,
                $"{refiner.Name} takes {refiner.UNet.Config.InChannels} channels and {first.Name} takes {first.UNet.Config.InChannels}; choose one that takes as many");
        }
    }
}
