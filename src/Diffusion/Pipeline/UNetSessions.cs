using Atelier.Diffusion.Graphs;
using Atelier.Diffusion.Onnx;

namespace Atelier.Diffusion.Pipeline;

/// <summary>
/// A UNet's sessions, one a variant. The plain one is built at once and stays; of the others, each as large again, the ones used last stay.
/// For one generation at a time.
/// </summary>
/// <param name="build">Builds a variant, beside whoever asks.</param>
internal sealed class UNetSessions(Func<UNetOptions, Task<IModelSession>> build)
{
    /// <summary>A generation changes between two at most, as for the two passes of a hires fix.</summary>
    private const int MostVariants = 2;

    private readonly Task<IModelSession> _plain = build(UNetOptions.Plain);
    private readonly List<(UNetOptions Options, Task<IModelSession> Session)> _variants = [];

    public IEnumerable<Task<IModelSession>> All => [_plain, .. _variants.Select(variant => variant.Session)];

    /// <summary>What sessions that were let go spent inside the runtime.</summary>
    public TimeSpan TimeOfClosed { get; private set; }

    /// <summary>A variant's session, being built where it is not there.</summary>
    public Task<IModelSession> For(UNetOptions options)
    {
        if (options == UNetOptions.Plain)
        {
            return _plain;
        }

        var at = _variants.FindIndex(variant => variant.Options == options);
        var found = at >= 0 ? _variants[at] : default;
        if (at >= 0)
        {
            _variants.RemoveAt(at);
        }
        else
        {
            MakeRoom();
            found = (options, build(options));
        }

        _variants.Add(found);
        return found.Session;
    }

    private void MakeRoom()
    {
        while (_variants.Count >= MostVariants)
        {
            var oldest = _variants[0].Session;
            _variants.RemoveAt(0);
            ((IAsyncResult)oldest).AsyncWaitHandle.WaitOne();
            if (oldest.IsCompletedSuccessfully)
            {
                var session = oldest.GetAwaiter().GetResult();
                TimeOfClosed += session.TimeInRuntime;
                session.Dispose();
            }
        }
    }
}
