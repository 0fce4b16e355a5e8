using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Onnx;
using Atelier.Diffusion.Pipeline.Decode;
using Atelier.Imaging;
using Atelier.Networks;
using Atelier.Tensors;

namespace Atelier.Diffusion.Pipeline.Preview;

/// <summary>
/// A model's previews: by a small autoencoder where there is one that fits, else by weighted sums of the latent's channels.
/// </summary>
internal sealed class LatentPreviews(Checkpoint model, IModelFiles files, SessionFactory sessions) : IDisposable
{
    private readonly bool _waits = sessions.Stages.Mode.ByStage;
    private LatentProjection? _projection;
    private bool _wanted;
    private SmallDecoder? _small;

    public TimeSpan TimeInRuntime => _small?.TimeInRuntime ?? TimeSpan.Zero;

    /// <summary>
    /// A guess at what an estimate will look like. Where memory is saved there is none before <see cref="Learn"/>: asking the decoder would
    /// close the UNet.
    /// </summary>
    /// <param name="estimate">1 × channels × height × width, in the model's latent scale.</param>
    /// <param name="decoder">The model's own, which is asked once.</param>
    /// <param name="cancellation">Ends it early.</param>
    public Picture? Of(Latent estimate, Func<VaeDecoder> decoder, CancellationToken cancellation)
    {
        _wanted = true;
        if (_projection is null && !_waits)
        {
            Fit(decoder(), cancellation);
        }

        return _small?.Apply(estimate, cancellation) ?? _projection?.Apply(estimate);
    }

    /// <summary>The decoder is open: learns its colours, where somebody has asked for previews.</summary>
    public void Learn(VaeDecoder decoder, CancellationToken cancellation)
    {
        if (_wanted && _projection is null)
        {
            Fit(decoder, cancellation);
        }
    }

    public void Dispose() => _small?.Dispose();

    private void Fit(VaeDecoder decoder, CancellationToken cancellation)
    {
        var channels = model.Vae.Config.LatentChannels;
        var samples = SampleLatent.Of(decoder, channels, cancellation);
        _small = SmallDecoder.Find(files, model, sessions, samples, cancellation);
        _projection = LatentProjection.Fit(samples, channels);
    }
}
