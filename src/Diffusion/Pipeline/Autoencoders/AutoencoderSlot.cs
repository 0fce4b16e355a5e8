using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Onnx;
using Atelier.Generation;
using Atelier.Networks;

namespace Atelier.Diffusion.Pipeline.Autoencoders;

/// <summary>
/// The autoencoder that stands in the place of a model's own, while requests ask for it; it stays loaded until they ask for another. For
/// one generation
/// at a time.
/// </summary>
internal sealed class AutoencoderSlot(Checkpoint model, IModelFiles files, SessionFactory sessions) : IDisposable
{
    /// <summary>What was chosen; null for the model's own.</summary>
    public ChosenAutoencoder? Chosen { get; private set; }

    /// <summary>Takes the one that a request names.</summary>
    /// <exception cref="RequestException">There is none of that name, or it is none for this model.</exception>
    public void Choose(string? name)
    {
        var file = OwnAutoencoder.IsNamed(name) ? null : files.Find(ModelFileKinds.Vae, name!, "vae");
        if (file?.Path == Chosen?.Path && Chosen is null or { IsSound: true })
        {
            return;
        }

        Dispose();
        try
        {
            Chosen = file is null ? null : ChosenAutoencoder.Open(file, model, sessions);
        }
        catch (CheckpointException error)
        {
            throw new RequestException("vae", $"'{file!.Name}' cannot be used: {error.Message}");
        }
    }

    public void Dispose()
    {
        Chosen?.Dispose();
        Chosen = null;
    }
}
