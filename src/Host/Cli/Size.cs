using System.CommandLine;
using System.Globalization;
using Atelier.Host.Texts;

namespace Atelier.Host.Cli;

/// <summary>Two numbers of pixels, as in <c>1024x768</c>.</summary>
internal sealed record Size(int Width, int Height)
{
    public static Option<string?> Option(string name, string description) => new(name) { Description = description, HelpName = "WxH" };

    /// <summary>Reads a size; null where none is given.</summary>
    /// <exception cref="InputException">It is not two whole numbers.</exception>
    public static Size? Parse(string option, string? text) => text is null ? null
        : text.Split('x', 'X', '×') is [var width, var height] && Whole(width) is { } wide && Whole(height) is { } high
            ? new Size(wide, high)
        : throw new InputException($"{option}: {OneLine.Quoted(text)} is not a size in pixels, as in {option} 1024x768");

    private static int? Whole(string text) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
