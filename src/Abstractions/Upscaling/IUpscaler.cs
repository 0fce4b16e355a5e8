using Atelier.Imaging;
using Atelier.Networks;

namespace Atelier.Upscaling;

/// <summary>Makes pictures larger. A singleton without state.</summary>
public interface IUpscaler : INamed
{
    /// <summary>
    /// The files it enlarges with, each of which requests name as an upscaler of its own; null for one that needs no file and is found by
    /// its own name. Default: null.
    /// </summary>
    /// <param name="files">The files beside the models.</param>
    IReadOnlyList<ModelFile>? Models(IModelFiles files) => null;

    /// <summary>Enlarges a picture.</summary>
    /// <param name="picture">The pixels.</param>
    /// <param name="context">How large, with what file, cancellation.</param>
    /// <returns>A picture of exactly the asked size.</returns>
    Picture Upscale(Picture picture, UpscalingContext context);
}

/// <summary>What an upscaler gets beside the picture.</summary>
/// <param name="Width">Pixels to make.</param>
/// <param name="Height">Pixels to make.</param>
/// <param name="Model">The file to use; null where it has none.</param>
/// <param name="Runtime">Runs it.</param>
/// <param name="Progress">Told the fraction that is done.</param>
/// <param name="Cancellation">Ends the work early.</param>
public sealed record UpscalingContext(
    int Width, int Height, ModelFile? Model, IModelRuntime Runtime, IProgress<double>? Progress, CancellationToken Cancellation);
