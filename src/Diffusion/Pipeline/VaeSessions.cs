using Atelier.Diffusion.Graphs;
using Atelier.Diffusion.Onnx;

namespace Atelier.Diffusion.Pipeline;

/// <summary>
/// An autoencoder's sessions, a decoder and an encoder a wrapping. The plain decoder is built at once, the others when they are first asked
/// for: words alone never need an encoder. For one generation at a time.
/// </summary>
/// <param name="decoder">Builds a decoder, beside whoever asks.</param>
/// <param name="encoder">Builds an encoder, beside whoever asks.</param>
internal sealed class VaeSessions(Func<Wrapping, Task<IModelSession>> decoder, Func<Wrapping, Task<IModelSession>> encoder)
{
    private readonly Dictionary<Wrapping, Task<IModelSession>> _decoders = new() { [default] = decoder(default) };
    private readonly Dictionary<Wrapping, Task<IModelSession>> _encoders = [];

    public IEnumerable<Task<IModelSession>> All => [.. _decoders.Values, .. _encoders.Values];

    public Task<IModelSession> Decoder(Wrapping wrapping) => For(_decoders, wrapping, decoder);

    public Task<IModelSession> Encoder(Wrapping wrapping) => For(_encoders, wrapping, encoder);

    private static Task<IModelSession> For(
        Dictionary<Wrapping, Task<IModelSession>> sessions, Wrapping wrapping, Func<Wrapping, Task<IModelSession>> build)
    {
        if (!sessions.TryGetValue(wrapping, out var session))
        {
            sessions.Add(wrapping, session = build(wrapping));
        }

        return session;
    }
}
