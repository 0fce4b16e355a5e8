using Atelier.Imaging;
using Atelier.Networks;

namespace Atelier.Preprocessing;

/// <summary>Makes the map that a ControlNet sees from a picture: its edges, its depth, its colours. A singleton without state.</summary>
public interface IPreprocessor : INamed
{
    /// <summary>The numbers it can be tuned with. Default: none.</summary>
    IReadOnlyList<PartOption> Options => [];

    /// <summary>Which ControlNets its map is for, in AUTOMATIC1111's words (<c>Canny</c>, <c>Depth</c>): for lists. Default: empty.</summary>
    string ControlType => "";

    /// <summary>Makes the map.</summary>
    /// <param name="picture">The picture, at the size to work at.</param>
    /// <param name="context">Options, networks, cancellation.</param>
    /// <returns>A map of the same size.</returns>
    Picture Process(Picture picture, PreprocessingContext context);
}

/// <summary>What a preprocessor gets beside the picture.</summary>
/// <param name="Options">The values of its options.</param>
/// <param name="Mask">White where the picture is to be made anew, of the picture's size; null without a mask.</param>
/// <param name="Seed">For those that draw: the same seed gives the same map.</param>
/// <param name="Files">The annotators beside the models.</param>
/// <param name="Runtime">Runs them.</param>
/// <param name="Cancellation">Ends the work early.</param>
public sealed record PreprocessingContext(
    PartOptions Options, Picture? Mask, ulong Seed, IModelFiles Files, IModelRuntime Runtime, CancellationToken Cancellation);
