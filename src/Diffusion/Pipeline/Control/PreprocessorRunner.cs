using Atelier.Diffusion.Imaging;
using Atelier.Diffusion.Onnx;
using Atelier.Generation;
using Atelier.Imaging;
using Atelier.Networks;
using Atelier.Preprocessing;

namespace Atelier.Diffusion.Pipeline.Control;

/// <summary>Makes maps from pictures: for control units, for the command line, and to be looked at before they are used.</summary>
/// <param name="parts">From plugins.</param>
/// <param name="files">The files beside the models.</param>
/// <param name="runtime">Runs annotators.</param>
public sealed class PreprocessorRunner(IPartRegistry parts, IModelFiles files, IModelRuntime runtime)
{
    /// <summary>The smallest shorter side to work at, pixels.</summary>
    public const int SmallestResolution = 64;

    /// <summary>The largest shorter side to work at, pixels.</summary>
    public const int LargestResolution = 4096;

    private readonly PreprocessorCatalog _catalog = new(parts, files);

    /// <summary>Makes the map of a control unit, at exactly the size that is made.</summary>
    /// <param name="picture">The unit's picture, of any size.</param>
    /// <param name="unit">What is asked for.</param>
    /// <param name="index">Its place in the request, for errors.</param>
    /// <param name="width">Pixels that are made.</param>
    /// <param name="height">Pixels that are made.</param>
    /// <param name="mask">White where the picture is to be made anew; null without a mask.</param>
    /// <param name="seed">For preprocessors that draw.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="RequestException">The unit names no preprocessor, or options that it does not have.</exception>
    public ControlMap Prepare(
        Picture picture, ControlUnit unit, int index, int width, int height, Picture? mask, ulong seed, CancellationToken cancellation)
    {
        var task = PreprocessorTask.Of(unit, index) with
        {
            Mask = mask,
            Seed = seed,
            Resolution = unit.Resolution ?? MapFit.PixelPerfect(picture, width, height, unit.Resize),
        };
        return MapFit.To(Run(picture, task, cancellation), width, height, unit.Resize);
    }

    /// <summary>Makes a map at the size of the picture, or of the resolution that is asked for.</summary>
    /// <param name="picture">Of any size.</param>
    /// <param name="task">What is asked for.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="RequestException">It names no preprocessor, or options that it does not have; or what it names cannot be
    /// used.</exception>
    public ControlMap Run(Picture picture, PreprocessorTask task, CancellationToken cancellation)
    {
        var entry = _catalog.Find(task.Preprocessor, task.Fields.Preprocessor);
        var options = Bind(entry.Part, task);
        var source = entry.Part.KeepsSize ? picture : AtResolution(picture, task);
        var mask = task.Mask is { } given ? PictureCodec.Resize(given, source.Width, source.Height, ResizeKernel.Nearest) : null;
        if (entry.Part.MarksMask && mask is null)
        {
            throw new RequestException(
                task.Fields.Preprocessor, $"'{entry.Name}' needs a mask, white where the picture is to be made anew");
        }

        var map = Process(
            entry, source, new PreprocessingContext(options, mask, task.Seed, entry.Model?.File, runtime, cancellation), task.Fields);
        return new ControlMap(map, entry.Part.MarksMask ? mask : null);
    }

    private static Picture Process(PreprocessorEntry entry, Picture picture, PreprocessingContext context, PreprocessorFields fields)
    {
        var map = Made();
        return map.Width == picture.Width && map.Height == picture.Height
            ? map
            : throw new GenerationException(
                $"The preprocessor '{entry.Name}' made a map of {map.Width} x {map.Height} pixels from a picture of {picture.Width} x {picture.Height}.");

        // A file at fault is named by the field that names it in this request.
        Picture Made()
        {
            try
            {
                return entry.Part.Process(picture, context);
            }
            catch (RequestException exception) when (entry.Model is not null)
            {
                throw new RequestException(fields.Preprocessor, exception.Problem);
            }
            catch (ModelRuntimeException exception) when (entry.Model is not null)
            {
                throw new RequestException(fields.Preprocessor, $"'{entry.Name}' cannot be run: {exception.Message}");
            }
        }
    }

    private static PartOptions Bind(IPreprocessor part, PreprocessorTask task)
    {
        try
        {
            return PartOptions.Bind(part.Options, task.Options);
        }
        catch (ArgumentException exception)
        {
            throw new RequestException(task.Fields.Options, exception.Message);
        }
    }

    private static Picture AtResolution(Picture picture, PreprocessorTask task)
    {
        if (task.Resolution is not { } resolution)
        {
            return picture;
        }

        if (resolution is < SmallestResolution or > LargestResolution)
        {
            throw new RequestException(
                task.Fields.Resolution,
                $"{resolution} is not possible; it must be from {SmallestResolution} to {LargestResolution} pixels");
        }

        var scale = (double)resolution / Math.Min(picture.Width, picture.Height);
        return PictureCodec.Resize(
            picture, (int)Math.Round(picture.Width * scale), (int)Math.Round(picture.Height * scale),
            scale > 1 ? ResizeKernel.Cubic : ResizeKernel.Lanczos3);
    }
}
