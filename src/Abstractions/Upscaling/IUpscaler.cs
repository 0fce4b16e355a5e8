using Atelier.Imaging;
using Atelier.Networks;

namespace Atelier.Upscaling;

/// <summary>Makes pictures larger. A singleton without state.</summary>
public interface IUpscaler : INamed
{
    /// <summary>
    /// The files it enlarges with, each of which requests find by the file's name as an upscaler of its own. Default: none, and it is found by its own name.
    /// </summary>
    /// <param name="files">The files beside the models.</param>
    IReadOnlyList<ModelFile> Models(IModelFiles files) => [];

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
