using Atelier.Diffusion.Imaging;
using Atelier.Host.Texts;

namespace Atelier.Host.Cli.Imagine;

/// <summary>Where pictures go and as what.</summary>
/// <param name="Path">A file, or a folder in which files get names of their own.</param>
/// <param name="IsFolder">Which of the two it is.</param>
/// <param name="Format"><c>png</c>, <c>jpeg</c> or <c>webp</c>.</param>
/// <param name="Quality">1 to 100; null takes the format's default.</param>
internal sealed record PictureTarget(string Path, bool IsFolder, string Format, int? Quality)
{
    public const string Png = "png";
    public const string Jpeg = "jpeg";
    public const string Webp = "webp";

    private static readonly Dictionary<string, string> FormatsByEnding = new(StringComparer.OrdinalIgnoreCase)
    {
        [".png"] = Png, [".jpg"] = Jpeg, [".jpeg"] = Jpeg, [".webp"] = Webp,
    };

    /// <summary>The formats by name.</summary>
    public static IReadOnlyList<string> Formats { get; } = [.. FormatsByEnding.Values.Distinct()];

    /// <summary>The format with its quality.</summary>
    public PictureEncoding Encoding => (Format, Quality) switch
    {
        (Jpeg, { } quality) => new JpegEncoding { Quality = quality },
        (Jpeg, null) => new JpegEncoding(),
        (Webp, { } quality) => new WebpEncoding { Quality = quality },
        (Webp, null) => new WebpEncoding(),
        _ => new PngEncoding(),
    };

    /// <summary>Understands the options.</summary>
    /// <param name="path">What <c>--out</c> says; null takes the output folder.</param>
    /// <param name="format">What <c>--format</c> says; null goes by the file's ending, else PNG.</param>
    /// <param name="quality">What <c>--quality</c> says.</param>
    /// <param name="outputFolder">The configured folder.</param>
    /// <exception cref="InputException">The options contradict each other, or the place does not exist.</exception>
    public static PictureTarget Of(string? path, string? format, int? quality, string outputFolder)
    {
        if (format is not null && !Formats.Contains(format))
        {
            throw new InputException(
                $"--format: {OneLine.Quoted(format)} is unknown{NearestName.Hint(format, Formats)}; it must be {string.Join(", ", Formats)}");
        }

        var folder = path ?? outputFolder;
        var target =
            path is null || Directory.Exists(path) || System.IO.Path.EndsInDirectorySeparator(path)
                || System.IO.Path.GetExtension(path).Length == 0
            ? new PictureTarget(folder, true, format ?? Png, quality)
            : new PictureTarget(path, false, FormatOf(path, format), quality);
        if (quality is not null && target.Format == Png)
        {
            throw new InputException("--quality: PNG keeps every pixel and has no quality; leave it out, or choose --format jpeg or webp");
        }

        return quality is null or (>= 1 and <= 100)
            ? target
            : throw new InputException($"--quality: {quality} is not possible; it must be from 1 to 100");
    }

    /// <summary>The place of one picture of several: files are numbered <c>name-1.png</c>, <c>name-2.png</c>.</summary>
    public PictureTarget Numbered(int index, int count) => IsFolder || count == 1
        ? this
        : this with { Path = System.IO.Path.ChangeExtension(Path, null) + $"-{index + 1}" + System.IO.Path.GetExtension(Path) };

    /// <summary>Makes the folder where it may be made: a folder that was named, never the parent of a file.</summary>
    /// <exception cref="InputException">It cannot be made, or the file's folder is not there.</exception>
    public void Prepare()
    {
        if (!IsFolder)
        {
            var parent = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!;
            if (!Directory.Exists(parent))
            {
                throw new InputException($"--out: there is no folder {parent}");
            }

            return;
        }

        try
        {
            Directory.CreateDirectory(Path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"--out: the folder {Path} cannot be made: {exception.Message}", exception);
        }
    }

    private static string FormatOf(string path, string? format)
    {
        var ending = System.IO.Path.GetExtension(path);
        if (!FormatsByEnding.TryGetValue(ending, out var byEnding))
        {
            throw new InputException(
                $"--out: {OneLine.Quoted(ending)} is not a kind of picture that can be written; use .png, .jpg or .webp");
        }

        return format is null || format == byEnding
            ? byEnding
            : throw new InputException($"--format: {format} does not go with a file that ends in {ending}");
    }
}
