using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Graphs;
using Atelier.Diffusion.Onnx;
using Atelier.Diffusion.Pipeline.Adapters;
using Atelier.Diffusion.Pipeline.Ready;
using Atelier.Generation;

namespace Atelier.Diffusion.Pipeline;

/// <summary>
/// Where a model's sessions come from: graphs that are written from its weights, or the networks of a ready-made folder. Where memory is
/// saved they are open only while their stage lasts.
/// </summary>
internal sealed class ModelNetworks(Checkpoint checkpoint, SessionFactory sessions, CancellationToken closing)
{
    public IModelSession UNet(UNetOptions options)
    {
        var stage = Stage.UNet(checkpoint, options);
        if (checkpoint.Ready is not { } ready)
        {
            var (config, weights) = (checkpoint.UNet.Config, checkpoint.UNet.Weights);
            return options.Adaptable ? Build(stage, weights, () => UNetGraph.Build(config, weights, options: options), adaptable: true)
                : sessions.Stages.Mode.PartByPart ? PartByPart(options)
                : sessions.Stages.Session(
                    stage, weights.HeldBytes(), cancellation => Checked(UNetOpening.Open(checkpoint.UNet, options, sessions, cancellation)),
                    closing);
        }

        return options == UNetOptions.Plain ? Open(stage, ready.UNet, (network, label) => new ReadyUNet(network, label)) : throw Fixed();
    }

    public IModelSession TextEncoder(int index, bool adaptable = false)
    {
        var stage = Stage.Text(checkpoint, adaptable);
        if (checkpoint.Ready is not { } ready)
        {
            var part = checkpoint.TextEncoders[index];
            return Build(stage, part.Weights, () => ClipTextGraph.Build(part.Config, part.Weights, adaptable), adaptable);
        }

        return adaptable ? throw Fixed() : Open(stage, ready.TextEncoders[index], (network, label) => new ReadyTextEncoder(network, label));
    }

    public IModelSession Decoder(Wrapping wrapping)
    {
        var (stage, vae) = (Stage.Decoder(checkpoint, wrapping), checkpoint.Vae);
        return checkpoint.Ready is not { } ready ? Build(stage, vae.Weights, () => VaeDecoderGraph.Build(vae.Config, vae.Weights, wrapping))
            : wrapping == default ? Open(stage, ready.Decoder, (network, label) => new ReadyDecoder(network, label))
            : throw Fixed();
    }

    public IModelSession Encoder(Wrapping wrapping)
    {
        var (stage, vae) = (Stage.Encoder(checkpoint, wrapping), checkpoint.Vae);
        return checkpoint.Ready is not { } ready ? Build(stage, vae.Weights, () => VaeEncoderGraph.Build(vae.Config, vae.Weights, wrapping))
            : wrapping != default ? throw Fixed()
            : ready.Encoder is { } encoder ? Open(stage, encoder, (network, label) => new ReadyEncoder(network, label))
            : throw new RequestException("image", $"{checkpoint.Name} has no vae_encoder/model.onnx, so it can take no picture");
    }

    private IModelSession Build(Stage stage, IWeights weights, Func<OnnxModel> graph, bool adaptable = false)
    {
        if (!adaptable)
        {
            return sessions.Stages.Session(
                stage, weights.HeldBytes(), cancellation => Checked(sessions.Create(graph(), cancellation)), closing);
        }

        var model = graph();
        var session =
            sessions.Stages.Session(stage, weights.HeldBytes(), cancellation => Checked(sessions.Create(model, cancellation)), closing);
        return new AdaptableSession(session, model.Adaptable);
    }

    private PartedSession PartByPart(UNetOptions options) => new(
        [
            .. UNetOpening.InParts(checkpoint.UNet, options).Select((part, i) => (
                sessions.Stages.Session(
                    Stage.UNet(checkpoint, (options, i)), part.Bytes, cancellation => Checked(sessions.Create(part.Model, cancellation)),
                    closing),
                part.Model.Inputs)),
        ],
        rowByRow: !options.SharedStyle);

    private IModelSession Open(Stage stage, string path, Func<IModelSession, string, IModelSession> wrap)
    {
        return sessions.Stages.Session(stage, OnnxFiles.Check(path).Length, Opened, closing);

        IModelSession Opened(CancellationToken cancellation)
        {
            var network = sessions.Open(path, cancellation);
            try
            {
                return Checked(wrap(network, $"{Path.GetFileName(Path.GetDirectoryName(path))}/{Path.GetFileName(path)}"));
            }
            catch
            {
                network.Dispose();
                throw;
            }
        }
    }

    // The runtime opened the files again, by their paths.
    private IModelSession Checked(IModelSession session)
    {
        try
        {
            checkpoint.EnsureUnchanged();
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private RequestException Fixed() =>
        new("model",
            $"{checkpoint.Name} is made of ready-made ONNX networks, which cannot be changed; what was asked for needs the model's safetensors");
}
