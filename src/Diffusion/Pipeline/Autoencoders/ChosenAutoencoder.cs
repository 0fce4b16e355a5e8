using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Graphs;
using Atelier.Diffusion.Imaging.Metadata;
using Atelier.Diffusion.Networks;
using Atelier.Diffusion.Onnx;
using Atelier.Diffusion.Pipeline.Decode;
using Atelier.Diffusion.Pipeline.Encode;
using Atelier.Generation;
using Atelier.Networks;

namespace Atelier.Diffusion.Pipeline.Autoencoders;

/// <summary>
/// An autoencoder of its own file in the place of a model's. Its decoder is built at once, its encoder when it is needed. For one
/// generation at a time.
/// </summary>
internal sealed class ChosenAutoencoder : IDisposable
{
    private readonly AutoencoderFile _file;
    private readonly VaeSessions _sessions;
    private readonly CancellationTokenSource _closing = new();
    private string? _hash;

    private ChosenAutoencoder(ModelFile file, AutoencoderFile opened, Checkpoint model, SessionFactory sessions)
    {
        (Path, _file) = (file.Path, opened);
        _sessions = new VaeSessions(
            wrapping => Build(Stage.Decoder(model, (file.Path, wrapping)), () => opened.Decoder(wrapping)),
            wrapping => Build(Stage.Encoder(model, (file.Path, wrapping)), () => opened.Encoder(wrapping)));

        // A small one is worth no opening and closing: previews run it between the UNet's steps.
        Task<IModelSession> Build(Stage stage, Func<OnnxModel> graph) => Task.Run(() => opened.IsSmall
            ? Create(graph, _closing.Token)
            : sessions.Stages.Session(stage, opened.HeldBytes, cancellation => Create(graph, cancellation), _closing.Token));

        IModelSession Create(Func<OnnxModel> graph, CancellationToken cancellation)
        {
            var session = sessions.Create(graph(), cancellation);
            try
            {
                opened.EnsureUnchanged();
                return session;
            }
            catch
            {
                session.Dispose();
                throw;
            }
        }
    }

    /// <summary>Where it lies.</summary>
    public string Path { get; }

    /// <summary>Whether its files are still the ones it was opened from, and nothing failed to build.</summary>
    public bool IsSound => _file.IsUnchanged && !_sessions.All.Any(session => session.IsFaulted);

    /// <summary>Whether it is a small one (TAESD).</summary>
    public bool IsSmall => _file.IsSmall;

    /// <summary>How long all runs so far spent inside the runtime.</summary>
    public TimeSpan TimeInRuntime => _sessions.All.TimeInRuntime();

    /// <summary>Opens one for a model.</summary>
    /// <exception cref="CheckpointException">It is no autoencoder, is damaged, or its latents are not the model's.</exception>
    public static ChosenAutoencoder Open(ModelFile file, Checkpoint model, SessionFactory sessions)
    {
        var opened = AutoencoderFile.Open(file, model);
        try
        {
            AutoencoderFit.Check(opened, model);
            return new ChosenAutoencoder(file, opened, model, sessions);
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>Its name and hash.</summary>
    public RecipeModel Describe(CancellationToken cancellation) => new(_file.Name, _hash ??= _file.Hash(cancellation));

    /// <summary>Its decoder. A run of one that cannot be built throws a <see cref="RequestException"/>.</summary>
    public VaeDecoder Decoder(TilingOptions tiling, CancellationToken cancellation, Wrapping wrapping = default) =>
        new(needed => Await(_sessions.Decoder(needed), cancellation), _file.ScalingFactor, _file.Factor, tiling, wrapping);

    /// <summary>Its encoder. A run of one that cannot be built throws a <see cref="RequestException"/>.</summary>
    public VaeEncoder Encoder(TilingOptions tiling, CancellationToken cancellation, Wrapping wrapping = default) =>
        new(needed => Await(_sessions.Encoder(needed), cancellation), _file.LatentChannels, _file.Factor, tiling, wrapping);

    public void Dispose()
    {
        _closing.Cancel();
        _sessions.All.End();
        _closing.Dispose();
        _file.Dispose();
    }

    private IModelSession Await(Task<IModelSession> session, CancellationToken cancellation)
    {
        try
        {
            return session.Await(cancellation);
        }
        catch (CheckpointException error)
        {
            throw new RequestException("vae", $"'{_file.Name}' cannot be used: {error.Message}");
        }
    }
}
