using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Graphs;
using Atelier.Diffusion.Onnx;
using Atelier.Diffusion.Pipeline.Adapters;
using Atelier.Diffusion.Pipeline.Ready;
using Atelier.Generation;

namespace Atelier.Diffusion.Pipeline;

/// <summary>Where a model's sessions come from: graphs that are written from its weights, or the networks of a ready-made folder.</summary>
internal sealed class ModelNetworks(Checkpoint checkpoint, SessionFactory sessions, CancellationToken cancellation)
{
    public IModelSession UNet(UNetOptions options)
    {
        if (checkpoint.Ready is not { } ready)
        {
            return Build(UNetGraph.Build(checkpoint.UNet.Config, checkpoint.UNet.Weights, options: options));
        }

        return options == UNetOptions.Plain ? Open(ready.UNet, (network, label) => new ReadyUNet(network, label)) : throw Fixed();
    }

    public IModelSession TextEncoder(int index, bool adaptable = false)
    {
        if (checkpoint.Ready is not { } ready)
        {
            return Build(ClipTextGraph.Build(checkpoint.TextEncoders[index].Config, checkpoint.TextEncoders[index].Weights, adaptable));
        }

        return adaptable ? throw Fixed() : Open(ready.TextEncoders[index], (network, label) => new ReadyTextEncoder(network, label));
    }

    public IModelSession Decoder(Wrapping wrapping) => checkpoint.Ready is not { } ready ? Build(VaeDecoderGraph.Build(checkpoint.Vae.Config, checkpoint.Vae.Weights, wrapping))
        : wrapping == default ? Open(ready.Decoder, (network, label) => new ReadyDecoder(network, label))
        : throw Fixed();

    public IModelSession Encoder(Wrapping wrapping) => checkpoint.Ready is not { } ready ? Build(VaeEncoderGraph.Build(checkpoint.Vae.Config, checkpoint.Vae.Weights, wrapping))
        : wrapping != default ? throw Fixed()
        : ready.Encoder is { } encoder ? Open(encoder, (network, label) => new ReadyEncoder(network, label))
        : throw new RequestException("image", $"{checkpoint.Name} has no vae_encoder/model.onnx, so it can take no picture");

    private IModelSession Build(OnnxModel model)
    {
        var session = Checked(sessions.Create(model, cancellation));
        return model.Adaptable.Count > 0 ? new AdaptableSession(session, model.Adaptable) : session;
    }

    private IModelSession Open(string path, Func<IModelSession, string, IModelSession> wrap)
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
        new("model", $"{checkpoint.Name} is made of ready-made ONNX networks, which cannot be changed; what was asked for needs the model's safetensors");
}
