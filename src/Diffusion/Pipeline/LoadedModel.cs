using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Graphs;
using Atelier.Diffusion.Onnx;
using Atelier.Diffusion.Pipeline.Decode;
using Atelier.Diffusion.Pipeline.Sample;
using Atelier.Diffusion.Pipeline.TextEncode;
using Atelier.Diffusion.Pipeline.Tokenize;
using Atelier.Tensors;

namespace Atelier.Diffusion.Pipeline;

/// <summary>A checkpoint with its networks, which are built beside one another and waited for only where they are needed.</summary>
internal sealed class LoadedModel : IDisposable
{
    private readonly Lazy<PromptConditioner> _conditioner;
    private readonly Task<IModelSession>[] _textEncoders;
    private readonly Task<IModelSession> _unet;
    private readonly Task<IModelSession> _decoder;
    private readonly CancellationTokenSource _closing = new();
    private readonly Task<string> _hash;

    public LoadedModel(Checkpoint checkpoint, SessionFactory sessions, TextEmbeddingCache cache)
    {
        Checkpoint = checkpoint;
        Defaults = ModelDefaults.Of(checkpoint);
        SigmaTable = SigmaTable.From(checkpoint.Scheduler);
        Prediction = IPrediction.Of(checkpoint.Scheduler.PredictionType);
        _unet = Build(() => UNetGraph.Build(checkpoint.UNet.Config, checkpoint.UNet.Weights));
        _textEncoders = [.. checkpoint.TextEncoders.Select(part => Build(() => ClipTextGraph.Build(part.Config, part.Weights)))];
        _decoder = Build(() => VaeDecoderGraph.Build(checkpoint.Vae.Config, checkpoint.Vae.Weights));
        _hash = Task.Run(() => checkpoint.UNetFile.Sha256(_closing.Token));
        _conditioner = new Lazy<PromptConditioner>(() => new PromptConditioner(checkpoint.Family, [.. checkpoint.TextEncoders.Select(Encoder)]));

        Task<IModelSession> Build(Func<OnnxModel> graph) => Task.Run(() =>
        {
            var session = sessions.Create(graph(), _closing.Token);
            checkpoint.EnsureUnchanged();
            return session;
        });

        ClipTextEncoder Encoder(TextEncoderPart part, int index) => new(
            part.Config,
            ClipTokenizer.Open(part.TokenizerFolder),
            new ClipTextNetwork($"{checkpoint.Path}#{index}", _textEncoders[index].GetAwaiter().GetResult()),
            cache);
    }

    public Checkpoint Checkpoint { get; }

    /// <summary>SHA-256 of the file, or for a folder of the UNet's file. Read beside the first generation.</summary>
    public string Hash => _hash.GetAwaiter().GetResult();

    public ModelDefaults Defaults { get; }

    public SigmaTable SigmaTable { get; }

    public IPrediction Prediction { get; }

    public PromptConditioner Conditioner => _conditioner.Value;

    /// <summary>The time that all its networks spent inside the runtime so far.</summary>
    public TimeSpan TimeInRuntime => Sessions.Where(session => session.IsCompletedSuccessfully)
        .Aggregate(TimeSpan.Zero, (sum, session) => sum + session.GetAwaiter().GetResult().TimeInRuntime);

    private IEnumerable<Task<IModelSession>> Sessions => [.. _textEncoders, _unet, _decoder];

    public Network Network(int width, int height) => new(
        _unet.GetAwaiter().GetResult(),
        Checkpoint.UNet.Config.AdditionTimeEmbedDim is null ? null : [height, width, 0, 0, height, width]);

    public VaeDecoder Decoder(TilingOptions tiling) => new(
        _decoder.GetAwaiter().GetResult(), Checkpoint.Vae.Config.ScalingFactor, Checkpoint.Vae.Config.Factor, tiling);

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
        foreach (var session in Sessions)
        {
            ((IAsyncResult)session).AsyncWaitHandle.WaitOne();
            if (session.IsCompletedSuccessfully)
            {
                session.GetAwaiter().GetResult().Dispose();
            }
        }

        _closing.Dispose();
        Checkpoint.Dispose();
    }
}
