using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Graphs;
using Atelier.Diffusion.Onnx;
using Atelier.Diffusion.Pipeline.Decode;
using Atelier.Diffusion.Pipeline.Sample;
using Atelier.Diffusion.Pipeline.TextEncode;
using Atelier.Tensors;

namespace Atelier.Diffusion.Pipeline;

/// <summary>A checkpoint with its networks. They are built beside each other, in the order a picture needs them, while earlier ones run.</summary>
public sealed class LoadedModel : IDisposable
{
    private readonly IReadOnlyList<Task<IModelSession>> _textEncoders;
    private readonly Task<IModelSession> _unet;
    private readonly Task<IModelSession> _decoder;

    internal LoadedModel(Checkpoint checkpoint, SessionFactory sessions)
    {
        Checkpoint = checkpoint;
        Defaults = ModelDefaults.Of(checkpoint);
        SigmaTable = SigmaTable.From(checkpoint.Scheduler);
        Prediction = IPrediction.Of(checkpoint.Scheduler.PredictionType);
        _textEncoders = [.. checkpoint.TextEncoders.Select(part => Build(() => ClipTextGraph.Build(part.Config, part.Weights)))];
        _unet = Build(() => UNetGraph.Build(checkpoint.UNet.Config, checkpoint.UNet.Weights));
        _decoder = Build(() => VaeDecoderGraph.Build(checkpoint.Vae.Config, checkpoint.Vae.Weights));

        Task<IModelSession> Build(Func<OnnxModel> graph) => Task.Run(() => sessions.Create(graph()));
    }

    internal Checkpoint Checkpoint { get; }

    internal ModelDefaults Defaults { get; }

    internal SigmaTable SigmaTable { get; }

    internal IPrediction Prediction { get; }
}
