using Atelier.Diffusion.Imaging.Formats;
using Atelier.Diffusion.Imaging.Vips;
using Atelier.Imaging;

namespace Atelier.Diffusion.Imaging;

/// <summary>Pictures to bytes and back, and to other sizes. libvips does the work, in memory.</summary>
public static unsafe class PictureCodec
{
    // libvips' own numbers for colour spaces (VIPS_INTERPRETATION_B_W, VIPS_INTERPRETATION_sRGB).
    private const int GreySpace = 1;
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
            save.Build($"The picture cannot be written as {encoding.Name}");
            file = save.GetBytes("buffer");
        }

        return metadata is null || metadata.Texts.Count == 0 ? file
            : encoding.Format is { } format ? format.AddTexts(file, metadata.Texts)
            : throw new PictureException($"A picture's text cannot be written into {encoding.Name}; use PNG, JPEG or WebP.");
    }

    /// <summary>
    /// Decodes a PNG, JPEG or WebP picture, told by its content. The header is checked against <see cref="PictureLimits"/> before anything
    /// is decoded. It is turned as a JPEG's or WebP's EXIF orientation says; transparency is laid on one grey; colour profiles are ignored;
    /// of an animation the first picture is taken.
    /// </summary>
    /// <param name="file">A whole file.</param>
    /// <param name="ground">What transparent pixels show, 0 (black) to 255. Default: white.</param>
    /// <exception cref="PictureException">It is another format, damaged or over a limit.</exception>
    public static Picture Decode(ReadOnlyMemory<byte> file, byte ground = White) => Decode(file, image =>
    {
        using var flat = image.HasAlpha ? Apply(image, "flatten", ("background", ground)) : null;
        return (flat ?? image).ToPicture();
    });

    /// <summary>Decodes what shows through a picture as a mask: white where it is transparent, black where it is opaque.</summary>
    /// <param name="file">A whole file.</param>
    /// <returns>Grey, of the picture's size; null where it has no transparency.</returns>
    /// <exception cref="PictureException">It is another format, damaged or over a limit.</exception>
    public static Picture? DecodeTransparency(ReadOnlyMemory<byte> file) => Decode(file, image =>
    {
        const int alpha = 3;
        if (!image.HasAlpha)
        {
            return null;
        }

        using var opacity = Apply(image, "extract_band", ("band", alpha));
        using var mask = Apply(opacity, "invert");
        using var grey = Apply(mask, "copy", ("interpretation", GreySpace));
        using var colour = Apply(grey, "colourspace", ("space", SrgbSpace));
        return colour.ToPicture();
    });

    /// <summary>Makes a picture larger or smaller.</summary>
    /// <param name="picture">The pixels.</param>
    /// <param name="width">The width to make, in pixels.</param>
    /// <param name="height">The height to make, in pixels.</param>
    /// <param name="kernel">How values between pixels are found.</param>
    /// <param name="crop">Whether to keep the proportions, fill the size and cut what is over, as much on either side. Default: it is
    /// stretched.</param>
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

    /// <summary>Fills a size in the picture's own proportions and cuts what is over, where that costs least.</summary>
    /// <param name="picture">The pixels.</param>
    /// <param name="width">The width to make, in pixels.</param>
    /// <param name="height">The height to make, in pixels.</param>
    /// <param name="focus">What stays in the picture.</param>
    /// <exception cref="PictureException">The size is over a limit, or libvips is missing or fails.</exception>
    public static Picture Fill(Picture picture, int width, int height, PictureFocus focus)
    {
        var scale = Math.Max((double)width / picture.Width, (double)height / picture.Height);
        var full = Resize(
            picture, Math.Max(width, (int)Math.Round(picture.Width * scale)), Math.Max(height, (int)Math.Round(picture.Height * scale)));
        var (overX, overY) = (full.Width - width, full.Height - height);
        if (focus.Interest is { } interest && (overX > 0 || overY > 0))
        {
            fixed (byte* pixels = full.Pixels)
            {
                using var image = VipsImage.Over(pixels, full.Width, full.Height);
                using var crop = Apply(image, "smartcrop", "input", ("width", width), ("height", height), ("interesting", (int)interest));
                return crop.ToPicture();
            }
        }

        return full.Crop(Start(focus.X, full.Width, width), Start(focus.Y, full.Height, height), width, height);

        static int Start(double at, int length, int kept) => Math.Clamp((int)Math.Round((at * length) - (kept / 2.0)), 0, length - kept);
    }

    private static T Decode<T>(ReadOnlyMemory<byte> file, Func<VipsImage, T> read)
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
        using var upright = Apply(loaded, "autorot");
        using var colour = Apply(upright, "colourspace", ("space", SrgbSpace));
        return read(colour);
    }

    private static VipsImage Apply(VipsImage image, string operation, params ReadOnlySpan<(string Option, int Value)> options) =>
        Apply(image, operation, "in", options);

    private static VipsImage Apply(VipsImage image, string operation, string input, params ReadOnlySpan<(string Option, int Value)> options)
    {
        using var apply = new VipsOperation(operation);
        apply.Set(input, image);
        foreach (var (option, value) in options)
        {
            apply.Set(option, value);
        }

        apply.Build("The picture cannot be converted");
        return apply.GetImage();
    }
}
