using System.Security;
using System.Text.RegularExpressions;
using Atelier.Diffusion.Imaging.Vips;
using Atelier.Imaging;

namespace Atelier.Diffusion.Imaging;

/// <summary>Words as a picture, black on white, in the machine's own sans-serif font.</summary>
public static partial class TextPicture
{
    private const int Centre = 1;
    private const int WordsAndLetters = 2;
    private const int White = 255;
    private const int LongestText = 300;

    // At 72 dots an inch a point is a pixel.
    private const int Dots = 72;

    /// <summary>Draws words.</summary>
    /// <param name="text">On one line, or on more where it does not fit; what is very long is cut.</param>
    /// <param name="size">The letters' height, in pixels.</param>
    /// <param name="width">The most pixels across.</param>
    /// <exception cref="PictureException">libvips is missing or fails.</exception>
    public static Picture Draw(string text, int size, int width)
    {
        using var draw = new VipsOperation("text");
        draw.Set("text", SecurityElement.Escape(Shown(text))!);
        draw.Set("font", $"sans {size}");
        draw.Set("dpi", Dots);
        draw.Set("width", width);
        draw.Set("align", Centre);
        draw.Set("wrap", WordsAndLetters);
        draw.Set("rgba", 1);
        draw.Build("The label cannot be drawn");
        using var letters = draw.GetImage();
        using var flatten = new VipsOperation("flatten");
        flatten.Set("in", letters);
        flatten.Set("background", White);
        flatten.Build("The label cannot be drawn");
        using var flat = flatten.GetImage();
        return flat.ToPicture();
    }

    // Where a long name may be broken: behind what joins its words, but not within a number.
    [GeneratedRegex(@"[._/\\:](?=\p{L})")]
    private static partial Regex Joint();

    // Letters that no line shows, and none at all, would be errors.
    private static string Shown(string text)
    {
        var line = new string(
            [.. text.Select(letter => char.IsControl(letter) || char.IsSurrogate(letter) ? ' ' : letter).Take(LongestText + 1)]);
        line = line.Length > LongestText ? line[..LongestText] + "…" : line;
        return string.IsNullOrWhiteSpace(line) ? "·" : Joint().Replace(line, "$0\u200b");
    }
}
