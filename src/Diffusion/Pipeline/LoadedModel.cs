using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Graphs;
using Atelier.Diffusion.Imaging.Metadata;
using Atelier.Diffusion.Onnx;
using Atelier.Diffusion.Pipeline.Adapters;
using Atelier.Diffusion.Pipeline.Autoencoders;
using Atelier.Diffusion.Pipeline.Decode;
using Atelier.Diffusion.Pipeline.Encode;
using Atelier.Diffusion.Pipeline.Preview;
using Atelier.Diffusion.Pipeline.Sample;
using Atelier.Diffusion.Pipeline.TextEncode;
using Atelier.Diffusion.Pipeline.Tokenize;
using Atelier.Generation;
using Atelier.Imaging;
using Atelier.Networks;
using Atelier.Tensors;

namespace Atelier.Diffusion.Pipeline;

/// <summary>
/// A checkpoint with its networks, which are built beside one another and waited for only where they are needed. For one generation at a
/// time.
/// </summary>
internal sealed class LoadedModel : IDisposable
{
    // Of this model alone: another one at the same path has other embeddings.
    private readonly TextEmbeddingCache _cache = new();
    private readonly Task<IModelSession>[] _textEncoders;
    private readonly UNetSessions _unet;
    private readonly VaeSessions _vae;
    private readonly CancellationTokenSource _closing = new();
    private readonly Task<string> _hash;
    private readonly AutoencoderSlot _slot;
    private readonly LatentPreviews _previews;
    private readonly Lazy<ClipTokenizer>[] _tokenizers;
    private readonly EmbeddingCatalog _embeddings;
    private readonly NetworkStages _stages;
    private readonly long _allBytes;
    private PromptConditioner? _conditioner;

    public LoadedModel(
        string name, Checkpoint checkpoint, IModelFiles files, AdapterCatalog adapters, EmbeddingCatalog embeddings,
        SessionFactory sessions)
    {
        _slot = new AutoencoderSlot(checkpoint, files, sessions);
        _previews = new LatentPreviews(checkpoint, files, sessions);
        _embeddings = embeddings;
        _stages = sessions.Stages;
        _allBytes = checkpoint.HeldBytes();
        Name = name;
        Checkpoint = checkpoint;
        Defaults = ModelDefaults.Of(checkpoint);
        SigmaTable = SigmaTable.From(checkpoint.Scheduler);
        Prediction = IPrediction.Of(checkpoint.Scheduler.PredictionType);
        var networks = new ModelNetworks(checkpoint, sessions, _closing.Token);
        _unet = new UNetSessions(options => Task.Run(() => networks.UNet(options)));
        _textEncoders = [.. checkpoint.TextEncoders.Select((_, index) => Task.Run(() => networks.TextEncoder(index)))];
        _vae = new VaeSessions(
            wrapping => Task.Run(() => networks.Decoder(wrapping)), wrapping => Task.Run(() => networks.Encoder(wrapping)));
        _tokenizers = [.. checkpoint.TextEncoders.Select(part => new Lazy<ClipTokenizer>(() => ClipTokenizer.Open(part.TokenizerFolder)))];
        Adapters = new ModelAdapters(checkpoint, adapters, index => Task.Run(() => networks.TextEncoder(index, adaptable: true)));
        _hash = Task.Run(() => checkpoint.Sha256(_closing.Token));
    }

    /// <summary>What a request says to get this model again.</summary>
    public string Name { get; }

    public Checkpoint Checkpoint { get; }

    /// <summary>
    /// Whether nothing failed to build, and its files are still the ones it was opened from. If not, open the model anew.
    /// </summary>
    public bool IsSound => Checkpoint.IsUnchanged && !_hash.IsFaulted && !Sessions.Any(session => session.IsFaulted);

    /// <summary>How many networks it has, built or being built.</summary>
    public int SessionCount => Sessions.Count();

    /// <summary>Whether every network is built.</summary>
    public bool IsReady => Sessions.All(session => session.IsCompletedSuccessfully);

    /// <summary>Bytes of weights that it holds now, or will as soon as what is being built is.</summary>
    public long HeldBytes => _stages.Mode.ByStage ? _stages.Held(Checkpoint) : _allBytes;

    public ModelDefaults Defaults { get; }

    /// <summary>What adapters change.</summary>
    public ModelAdapters Adapters { get; }

    public SigmaTable SigmaTable { get; }

    public IPrediction Prediction { get; }

    /// <summary>The time that all its networks spent inside the runtime so far.</summary>
    public TimeSpan TimeInRuntime =>
        Sessions.TimeInRuntime() + _unet.TimeOfClosed + (_slot.Chosen?.TimeInRuntime ?? TimeSpan.Zero) + _previews.TimeInRuntime;

    private IEnumerable<Task<IModelSession>> Sessions => [.. _textEncoders, .. Adapters.Sessions, .. _unet.All, .. _vae.All];

    /// <summary>SHA-256 of the file, or for a folder of the UNet's file. Read beside the first generation.</summary>
    public string Hash(CancellationToken cancellation) => _hash.Await(cancellation);

    /// <summary>Turns prompts into embeddings.</summary>
    /// <param name="adapters">In force on the text encoders.</param>
    /// <param name="cancellation">Ends the waiting early.</param>
    public PromptConditioner Conditioner(AdapterSet adapters, CancellationToken cancellation)
    {
        var inversions = _embeddings.List();
        if (Checkpoint.Ready is not null)
        {
            inversions =
                [.. inversions.Select(
                    inversion => inversion with { Problem = "this model is made of ready-made ONNX networks, which take none" })];
        }

        if (inversions.Count == 0 && !adapters.ChangesText)
        {
            return _conditioner ??= Encoders(_ => null);
        }

        var configs = Checkpoint.TextEncoders.Select(part => part.Config).ToArray();
        return Encoders(index => new InversionTable(inversions, _embeddings, _tokenizers[index].Value, configs, index));

        PromptConditioner Encoders(Func<int, InversionTable?> table) => new(
            Checkpoint.Family,
            [.. Checkpoint.TextEncoders.Select(
                (part, i) =>
                    new ClipTextEncoder(
                        part.Config, _tokenizers[i].Value, TextNetwork(part, i, adapters, cancellation), _cache, table(i)))]);
    }

    /// <summary>The UNet in the variant that a request needs.</summary>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="options">Which variant.</param>
    /// <param name="adapters">In force on it.</param>
    /// <param name="sigmas">The schedule, for adapters that do not last all of it.</param>
    /// <param name="cancellation">Ends the waiting early.</param>
    public Network Network(int width, int height, UNetOptions options, AdapterSet adapters, double[] sigmas, CancellationToken cancellation)
    {
        var session = adapters.ChangesUNet
            ? Adapters.UNet(_unet.For(options with { Adaptable = true }).Await(cancellation), adapters, sigmas, SigmaTable, cancellation)
            : _unet.For(options).Await(cancellation);
        return new Network(
            session, SizeConditioning.Of(Checkpoint, width, height),
            rowByRow: _stages.Mode.RowByRow && session is not PartedSession { IsRowByRow: true });
    }

    /// <summary>Takes the autoencoder that a request names, in the place of the model's own, until another request takes another.</summary>
    /// <param name="name">Null for the model's own.</param>
    /// <exception cref="RequestException">There is none of that name, or it is none for this model.</exception>
    public void ChooseVae(string? name) => _slot.Choose(name);

    /// <summary>The autoencoder in the place of the model's own; null where there is none.</summary>
    public RecipeModel? ChosenVae(CancellationToken cancellation) => _slot.Chosen?.Describe(cancellation);

    public VaeDecoder Decoder(TilingOptions tiling, CancellationToken cancellation, Wrapping wrapping = default) =>
        _slot.Chosen?.Decoder(tiling, cancellation, wrapping) ?? new(
            needed => _vae.Decoder(needed).Await(cancellation), Checkpoint.Vae.Config.ScalingFactor, Checkpoint.Vae.Config.Factor, tiling,
            wrapping);

    public VaeEncoder Encoder(TilingOptions tiling, CancellationToken cancellation, Wrapping wrapping = default) =>
        _slot.Chosen?.Encoder(tiling, cancellation, wrapping) ?? new(
            needed => _vae.Encoder(needed).Await(cancellation), Checkpoint.Vae.Config.LatentChannels, Checkpoint.Vae.Config.Factor, tiling,
            wrapping);

    /// <summary>Waits until every network is built.</summary>
    public void WaitUntilReady(CancellationToken cancellation)
    {
        foreach (var session in Sessions)
        {
            session.Await(cancellation);
        }
    }

    /// <summary>Nobody uses it for now: where memory is saved, its networks are closed.</summary>
    public void Rest() => _stages.Leave(Checkpoint);

    /// <summary>A guess at what an estimate will look like, where one can be made. Runs the decoder once, the first time.</summary>
    public Picture? Preview(Latent estimate, CancellationToken cancellation) =>
        _previews.Of(estimate.Item(0), () => Decoder(new TilingOptions(), cancellation), cancellation);

    /// <summary>While the decoder is open: what previews want of it.</summary>
    public void LearnPreviews(CancellationToken cancellation) => _previews.Learn(Decoder(new TilingOptions(), cancellation), cancellation);

    public TensorShape LatentShape(int batch, int width, int height)
    {
        var factor = Checkpoint.Vae.Config.Factor;
        return new TensorShape(batch, Checkpoint.Vae.Config.LatentChannels, height / factor, width / factor);
    }

    public void Dispose()
    {
        // What is still being built or hashed ends early, and is waited for: it reads files that go next.
        _closing.Cancel();
        ((IAsyncResult)_hash).AsyncWaitHandle.WaitOne();
        Sessions.End();
        _slot.Dispose();
        _previews.Dispose();
        _closing.Dispose();
        Checkpoint.Dispose();
    }

    private ClipTextNetwork TextNetwork(TextEncoderPart part, int index, AdapterSet adapters, CancellationToken cancellation) =>
        adapters.OnTextEncoder(AdapterTargets.TextEncoder(index)) is { Count: > 0 } on
            ? Adapters.TextEncoder(index, part, on, cancellation)
            : new ClipTextNetwork($"{Checkpoint.Path}#{index}", part.Config, _textEncoders[index].Await(cancellation));
}
