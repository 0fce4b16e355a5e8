using Atelier.Generation;
using Atelier.Imaging;
using Atelier.Networks;
using Atelier.Upscaling;

namespace Atelier.Diffusion.Pipeline.Upscale;

/// <summary>
/// Makes pictures larger with the upscaler that a request names: within a generation, from the command line, for the extras of an API.
/// </summary>
/// <param name="parts">From plugins.</param>
/// <param name="files">The files beside the models.</param>
/// <param name="runtime">Runs networks.</param>
public sealed class PictureUpscaler(IPartRegistry parts, IModelFiles files, IModelRuntime runtime)
{
    private readonly UpscalerCatalog _catalog = new(parts, files);

    /// <summary>Enlarges a picture.</summary>
    /// <param name="picture">The pixels.</param>
    /// <param name="name">The upscaler's name.</param>
    /// <param name="field">The request's field that names it.</param>
    /// <param name="width">Pixels to make.</param>
    /// <param name="height">Pixels to make.</param>
    /// <param name="progress">Told the fraction that is done; may be null.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="RequestException">There is no such upscaler of pictures, or its file cannot be used.</exception>
    public Picture Upscale(
        Picture picture, string name, string field, int width, int height, IProgress<double>? progress, CancellationToken cancellation) =>
        Upscale(picture, _catalog.Find(name, field, ofPictures: true), field, width, height, progress, cancellation);

    /// <summary>
    /// Enlarges a picture to exactly a size: stretched, or filling it in its own proportions, with what is over cut off on either side.
    /// </summary>
    /// <param name="picture">The pixels.</param>
    /// <param name="name">The upscaler's name.</param>
    /// <param name="field">The request's field that names it.</param>
    /// <param name="width">Pixels to make.</param>
    /// <param name="height">Pixels to make.</param>
    /// <param name="crop">Whether to fill and cut.</param>
    /// <param name="progress">Told the fraction that is done; may be null.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="RequestException">There is no such upscaler of pictures, or its file cannot be used.</exception>
    public Picture Fill(
        Picture picture, string name, string field, int width, int height, bool crop, IProgress<double>? progress,
        CancellationToken cancellation)
    {
        var scale = Math.Max((double)width / picture.Width, (double)height / picture.Height);
        var (wide, high) = crop
            ? (Math.Max(width, (int)Math.Round(picture.Width * scale)), Math.Max(height, (int)Math.Round(picture.Height * scale)))
            : (width, height);
        var made = Upscale(picture, name, field, wide, high, progress, cancellation);
        return made.Crop((wide - width) / 2, (high - height) / 2, width, height);
    }

    /// <summary>Enlarges a picture.</summary>
    /// <param name="picture">The pixels.</param>
    /// <param name="entry">One of pictures.</param>
    /// <param name="field">The request's field that names it.</param>
    /// <param name="width">Pixels to make.</param>
    /// <param name="height">Pixels to make.</param>
    /// <param name="progress">Told the fraction that is done; may be null.</param>
    /// <param name="cancellation">Ends it early.</param>
    internal Picture Upscale(
        Picture picture, UpscalerEntry entry, string field, int width, int height, IProgress<double>? progress,
        CancellationToken cancellation)
    {
        PictureLimits.Check(width, height);
        try
        {
            var made = ((IUpscaler)entry.Part).Upscale(
                picture, new UpscalingContext(width, height, entry.File, runtime, progress, cancellation));
            return made.Width == width && made.Height == height
                ? made
                : throw new GenerationException(
                    $"The upscaler '{entry.Name}' made {made.Width} x {made.Height} pixels; {width} x {height} were asked for.");
        }
        catch (RequestException exception)
        {
            // A file at fault is named by the field that names it in this request.
            throw new RequestException(field, exception.Problem);
        }
    }
}
