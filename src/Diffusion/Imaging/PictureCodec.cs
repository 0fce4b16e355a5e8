using Atelier.Diffusion.Imaging.Formats;
using Atelier.Diffusion.Imaging.Vips;
using Atelier.Imaging;

namespace Atelier.Diffusion.Imaging;

/// <summary>Pictures to bytes and back, and to other sizes. libvips does the work, in memory.</summary>
public static unsafe class PictureCodec
{
    // libvips' own number for the colour space (VIPS_INTERPRETATION_sRGB).
    private const int SrgbSpace = 22;
    private const int White = 255;

    /// <summary>Encodes a picture.</summary>
    /// <param name="picture">The pixels.</param>
    /// <param name="encoding">The format and its quality.</param>
    /// <param name="metadata">What is written beside the pixels; null writes nothing.</param>
    /// <returns>A whole file.</returns>
    /// <exception cref="PictureException">libvips is missing or fails, or the metadata does not fit the format.</exception>
    public static byte[] Encode(Picture picture, PictureEncoding encoding, PictureMetadata? metadata = null)
    {
        const int nothing = 0;
        byte[] file;
        fixed (byte* pixels = picture.Pixels)
        {
            using var image = VipsImage.Over(pixels, picture.Width, picture.Height);
            using var save = new VipsOperation(encoding.Saver);
            save.Set("in", image);
            save.Set("keep", nothing);
            encoding.Configure(save);
            save.Build($"The picture cannot be written as {encoding.Format.Name}");
            file = save.GetBytes("buffer");
        }

        return metadata is null || metadata.Texts.Count == 0 ? file : encoding.Format.AddTexts(file, metadata.Texts);
    }

    /// <summary>
    /// Decodes a PNG, JPEG or WebP picture, told by its content. The header is checked against <see cref="PictureLimits"/> before anything is
    /// decoded. Transparency is laid on white; colour profiles and EXIF rotation are ignored; of an animation the first picture is taken.
    /// </summary>
    /// <param name="file">A whole file.</param>
    /// <exception cref="PictureException">It is another format, damaged or over a limit.</exception>
    public static Picture Decode(ReadOnlyMemory<byte> file)
    {
        const int error = 2;
        const string failure = "The picture is damaged";
        var format = PictureFormats.Detect(file.Span);
        var (width, height) = format.ReadSize(file);
        PictureLimits.Check(width, height);
        var safe = format.ForDecoder(file);
        using var pin = safe.Pin();
        using var load = new VipsOperation(format.Loader);
        load.Set("buffer", (byte*)pin.Pointer, safe.Length);
        load.Set("fail_on", error);
        load.Build(failure);
        using var loaded = load.GetImage();
        PictureLimits.Check(loaded.Width, loaded.Height);
        using var colour = Convert(loaded, "colourspace", "space", SrgbSpace);
        using var flat = colour.HasAlpha ? Convert(colour, "flatten", "background", White) : null;
        return (flat ?? colour).ToPicture();
    }

    /// <summary>Makes a picture larger or smaller.</summary>
    /// <param name="picture">The pixels.</param>
    /// <param name="width">The width to make, in pixels.</param>
    /// <param name="height">The height to make, in pixels.</param>
    /// <param name="kernel">How values between pixels are found.</param>
    /// <param name="crop">Whether to keep the proportions, fill the size and cut what is over, as much on either side. Default: it is stretched.</param>
    /// <exception cref="PictureException">The size is over a limit, or libvips is missing or fails.</exception>
    public static Picture Resize(Picture picture, int width, int height, ResizeKernel kernel = ResizeKernel.Lanczos3, bool crop = false)
    {
        PictureLimits.Check(width, height);
        if (width == picture.Width && height == picture.Height)
        {
            return picture;
        }

        if (crop)
        {
            var scale = Math.Max((double)width / picture.Width, (double)height / picture.Height);
            var (fullWidth, fullHeight) = ((int)Math.Round(picture.Width * scale), (int)Math.Round(picture.Height * scale));
            var full = Resize(picture, Math.Max(width, fullWidth), Math.Max(height, fullHeight), kernel);
            return full.Crop((full.Width - width) / 2, (full.Height - height) / 2, width, height);
        }

        fixed (byte* pixels = picture.Pixels)
        {
            using var image = VipsImage.Over(pixels, picture.Width, picture.Height);
            using var resize = new VipsOperation("resize");
            resize.Set("in", image);
            resize.Set("scale", (double)width / picture.Width);
            resize.Set("vscale", (double)height / picture.Height);
            resize.Set("kernel", (int)kernel);
            resize.Build($"The picture cannot be resized to {width} x {height}");
            using var resized = resize.GetImage();
            return resized.ToPicture();
        }
    }

    private static VipsImage Convert(VipsImage image, string operation, string option, int value)
    {
        using var convert = new VipsOperation(operation);
        convert.Set("in", image);
        convert.Set(option, value);
        convert.Build("The picture's colours cannot be converted");
        return convert.GetImage();
    }
}
