using Atelier.Imaging;
using Atelier.Networks;

namespace Atelier.Preprocessing;

/// <summary>Makes the map that a ControlNet sees from a picture: its edges, its depth, its colours. A singleton without state.</summary>
public interface IPreprocessor : INamed
{
    /// <summary>The numbers it can be tuned with. Default: none.</summary>
    IReadOnlyList<PartOption> Options => [];

    /// <summary>
    /// Which ControlNets its map is for, in AUTOMATIC1111's words (<c>Canny</c>, <c>Depth</c>): for lists. Default: empty.
    /// </summary>
    string ControlType => "";

    /// <summary>
    /// Whether it works at the picture's own size, whatever resolution is asked for: because it looks at each pixel alone. Default: no.
    /// </summary>
    bool KeepsSize => false;

    /// <summary>Whether the network sees −1 where the mask is white, as ControlNets for inpainting are trained with. Default: no.</summary>
    bool MarksMask => false;

    /// <summary>
    /// The files it makes maps with, each of which requests find by the file's name as a preprocessor of its own, and never by its own
    /// name. Default: null, and it is found by its own name.
    /// </summary>
    /// <param name="files">The files beside the models.</param>
    IReadOnlyList<PreprocessorModel>? Models(IModelFiles files) => null;

    /// <summary>Makes the map.</summary>
    /// <param name="picture">The picture, at the size to work at.</param>
    /// <param name="context">Options, networks, cancellation.</param>
    /// <returns>A map of the same size.</returns>
    Picture Process(Picture picture, PreprocessingContext context);
}

/// <summary>A file that makes maps.</summary>
/// <param name="File">The network.</param>
/// <param name="Label">What people read.</param>
/// <param name="Description">What it makes, or why it cannot be used, in a line.</param>
/// <param name="ControlType">As <see cref="IPreprocessor.ControlType"/>.</param>
public sealed record PreprocessorModel(ModelFile File, string Label, string Description, string ControlType);

/// <summary>What a preprocessor gets beside the picture.</summary>
/// <param name="Options">The values of its options.</param>
/// <param name="Mask">White where the picture is to be made anew, of the picture's size; null without a mask.</param>
/// <param name="Seed">For those that draw: the same seed gives the same map.</param>
/// <param name="Model">The file to use; null where it has none.</param>
/// <param name="Runtime">Runs it.</param>
/// <param name="Cancellation">Ends the work early.</param>
public sealed record PreprocessingContext(
    PartOptions Options, Picture? Mask, ulong Seed, ModelFile? Model, IModelRuntime Runtime, CancellationToken Cancellation);
