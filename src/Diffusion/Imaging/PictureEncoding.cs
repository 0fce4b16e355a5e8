using Atelier.Diffusion.Imaging.Formats;
using Atelier.Diffusion.Imaging.Vips;
using Atelier.Imaging;

namespace Atelier.Diffusion.Imaging;

/// <summary>
/// How a picture becomes a file: <see cref="PngEncoding"/>, <see cref="JpegEncoding"/>, <see cref="WebpEncoding"/> or
/// <see cref="AvifEncoding"/>.
/// </summary>
public abstract record PictureEncoding
{
    private protected PictureEncoding()
    {
    }

    /// <summary>The file name's ending, with its dot: <c>.png</c>.</summary>
    public abstract string Extension { get; }

    /// <summary>What HTTP calls it: <c>image/png</c>.</summary>
    public abstract string MediaType { get; }

    /// <summary>For messages: <c>PNG</c>.</summary>
    internal virtual string Name => Format!.Name;

    /// <summary>What is done to its files; null where they are only written.</summary>
    internal abstract IPictureFormat? Format { get; }

    internal abstract string Saver { get; }

    /// <summary>Picks an encoding, at its defaults, by a file name's ending.</summary>
    /// <param name="path">A file name or path.</param>
    /// <exception cref="PictureException">The ending is none of <c>.png</c>, <c>.jpg</c>, <c>.jpeg</c>, <c>.webp</c>.</exception>
    public static PictureEncoding ForPath(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".png" => new PngEncoding(),
        ".jpg" or ".jpeg" => new JpegEncoding(),
        ".webp" => new WebpEncoding(),
        var ending => throw new PictureException(
            $"{path}: {(ending.Length == 0 ? "a picture's name needs an ending" : $"'{ending}' is not a kind of picture Atelier writes")}; use .png, .jpg or .webp."),
    };

    internal abstract void Configure(VipsOperation save);

    private protected static int Within(int value, int minimum, int maximum, string name) => value >= minimum && value <= maximum
        ? value
        : throw new PictureException($"{name}: {value} is not between {minimum} and {maximum}.");
}

/// <summary>PNG: exact, and what every tool reads parameters from.</summary>
public sealed record PngEncoding : PictureEncoding
{
    /// <summary>zlib's level, 0 (none) to 9 (smallest). Default 6.</summary>
    public int Compression { get; init => field = Within(value, 0, 9, "compression"); } = 6;

    /// <inheritdoc/>
    public override string Extension => ".png";

    /// <inheritdoc/>
    public override string MediaType => "image/png";

    internal override IPictureFormat Format => PictureFormats.Png;

    internal override string Saver => "pngsave_buffer";

    internal override void Configure(VipsOperation save)
    {
        const int adaptiveFilters = 0xf8;
        save.Set("compression", Compression);
        save.Set("filter", adaptiveFilters);
    }
}

/// <summary>JPEG: small, for photographs; its EXIF block holds at most 64 KB of metadata.</summary>
public sealed record JpegEncoding : PictureEncoding
{
    /// <summary>1 to 100. Default 90.</summary>
    public int Quality { get; init => field = Within(value, 1, 100, "quality"); } = 90;

    /// <summary>
    /// Whether colour is stored at half the resolution (4:2:0). Default false: generated pictures have saturated edges that it smears.
    /// </summary>
    public bool Subsample { get; init; }

    /// <inheritdoc/>
    public override string Extension => ".jpg";

    /// <inheritdoc/>
    public override string MediaType => "image/jpeg";

    internal override IPictureFormat Format => PictureFormats.Jpeg;

    internal override string Saver => "jpegsave_buffer";

    internal override void Configure(VipsOperation save)
    {
        const int on = 1;
        const int off = 2;
        save.Set("Q", Quality);
        save.Set("subsample_mode", Subsample ? on : off);
        save.Set("optimize_coding", 1);
    }
}

/// <summary>WebP: smaller than JPEG at the same look, or exact.</summary>
public sealed record WebpEncoding : PictureEncoding
{
    /// <summary>1 to 100. Default 90. Without loss it is how hard to look for a smaller file.</summary>
    public int Quality { get; init => field = Within(value, 1, 100, "quality"); } = 90;

    /// <summary>Whether every pixel is kept as it is. Default false.</summary>
    public bool Lossless { get; init; }

    /// <inheritdoc/>
    public override string Extension => ".webp";

    /// <inheritdoc/>
    public override string MediaType => "image/webp";

    internal override IPictureFormat Format => PictureFormats.Webp;

    internal override string Saver => "webpsave_buffer";

    internal override void Configure(VipsOperation save)
    {
        save.Set("Q", Quality);
        save.Set("lossless", Lossless ? 1 : 0);
    }
}

/// <summary>AVIF: the smallest files at the same look, for web pages. It is written, never read, and carries no metadata.</summary>
public sealed record AvifEncoding : PictureEncoding
{
    /// <summary>1 to 100. Default 60: about as good as a WebP of 85.</summary>
    public int Quality { get; init => field = Within(value, 1, 100, "quality"); } = 60;

    /// <inheritdoc/>
    public override string Extension => ".avif";

    /// <inheritdoc/>
    public override string MediaType => "image/avif";

    internal override string Name => "AVIF";

    internal override IPictureFormat? Format => null;

    internal override string Saver => "heifsave_buffer";

    internal override void Configure(VipsOperation save)
    {
        const int av1 = 4;
        save.Set("Q", Quality);
        save.Set("compression", av1);
    }
}
