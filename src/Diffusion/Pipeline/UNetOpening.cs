using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Graphs;
using Atelier.Diffusion.Onnx;

namespace Atelier.Diffusion.Pipeline;

/// <summary>
/// Opens a UNet: whole, or in parts where all of it at once would take too much. While half precision is widened, convolutions are there
/// twice for a moment; then it is a part's, and not the whole's (bench/README.md).
/// </summary>
internal static class UNetOpening
{
    private const int Parts = 8;
    private const long LargeEnough = 1 << 30;

    /// <summary>Whether a UNet is opened in parts though nothing asks to save memory.</summary>
    public static bool NeedsParts(IWeights weights) => weights.IsWidened() && weights.HeldBytes() >= LargeEnough;

    /// <summary>The graphs of its parts.</summary>
    public static IReadOnlyList<UNetPart> InParts(Part<UNetConfig> unet, UNetOptions options) =>
        UNetGraph.BuildParts(unet.Config, unet.Weights, options, Parts);

    /// <summary>Opens all of it.</summary>
    /// <param name="unet">The UNet.</param>
    /// <param name="options">In what its graph differs from the plain one.</param>
    /// <param name="sessions">Loads it.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static IModelSession Open(Part<UNetConfig> unet, UNetOptions options, SessionFactory sessions, CancellationToken cancellation) =>
        NeedsParts(unet.Weights)
            ? OpenAll(InParts(unet, options), sessions, cancellation)
            : sessions.Create(UNetGraph.Build(unet.Config, unet.Weights, options: options), cancellation);

    // The largest first: the more is open already, the smaller is what is there twice.
    private static PartedSession OpenAll(IReadOnlyList<UNetPart> parts, SessionFactory sessions, CancellationToken cancellation)
    {
        var opened = new IModelSession?[parts.Count];
        try
        {
            foreach (var i in Enumerable.Range(0, parts.Count).OrderByDescending(i => parts[i].Bytes))
            {
                opened[i] = sessions.Create(parts[i].Model, cancellation);
            }
        }
        catch
        {
            foreach (var session in opened)
            {
                session?.Dispose();
            }

            throw;
        }

        return new PartedSession([.. opened.Zip(parts, (session, part) => (session!, part.Model.Inputs))], rowByRow: false);
    }
}
