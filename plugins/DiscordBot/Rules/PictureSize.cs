using System.Globalization;
using Atelier.DiscordBot.Interactions;
using Atelier.FrontEnds;
using Atelier.Generation;

namespace Atelier.DiscordBot.Rules;

/// <summary>A size as people name it: a shape fitted to the model's own size, or pixels.</summary>
internal static class PictureSize
{
    /// <summary>Shapes by name, as width over height.</summary>
    public static IReadOnlyDictionary<string, double> Shapes { get; } = new Dictionary<string, double>
    {
        ["square"] = 1,
        ["portrait"] = 2.0 / 3,
        ["landscape"] = 3.0 / 2,
        ["tall"] = 9.0 / 16,
        ["wide"] = 16.0 / 9,
    };

    /// <summary>Whether the text is a size at all.</summary>
    public static bool IsOne(string text) => Shapes.ContainsKey(Name(text)) || Pixels(text) is not null;

    /// <exception cref="Refusal">It is no size, or too large.</exception>
    public static (int Width, int Height) Fit(string text, ModelChoice model, int mostSide)
    {
        if (Shapes.TryGetValue(Name(text), out var shape))
        {
            return OfShape(shape, (double)model.Width * model.Height, mostSide);
        }

        return Pixels(text) is not { } size
            ? throw new Refusal($"`size` must be {string.Join(", ", Shapes.Keys)} or pixels such as 768x512.")
            : Math.Max(size.Width, size.Height) > mostSide
            ? throw new Refusal($"`size` may have at most {mostSide} pixels a side here. Please ask for a smaller one.")
            : (Whole(size.Width), Whole(size.Height));
    }

    /// <summary>A size like the picture's, as large as the model works in.</summary>
    public static (int Width, int Height) Like(int width, int height, ModelChoice model, int mostSide) =>
        OfShape(Math.Clamp((double)width / height, 0.25, 4), (double)model.Width * model.Height, mostSide);

    /// <summary>The size that a request has in the end, a second pass included.</summary>
    public static (int Width, int Height) Final(GenerationRequest request, ModelChoice model)
    {
        var (width, height) = (request.Width ?? model.Width, request.Height ?? model.Height);
        if (request.Hires is not { } hires)
        {
            return (width, height);
        }

        var scale = hires is { Width: null, Height: null }
            ? hires.Scale
            : Math.Max((double)(hires.Width ?? 0) / width, (double)(hires.Height ?? 0) / height);
        return ((int)(width * scale), (int)(height * scale));
    }

    private static (int Width, int Height) OfShape(double shape, double pixels, int mostSide)
    {
        var (width, height) = (Math.Sqrt(pixels * shape), Math.Sqrt(pixels / shape));
        var shrink = Math.Min(1, mostSide / Math.Max(width, height));
        return (Whole(width * shrink), Whole(height * shrink));

        int Whole(double side)
        {
            var grain = pixels < 512 * 512 ? 8 : 64;
            var whole = (int)Math.Round(side / grain) * grain;
            return Math.Max(whole > mostSide ? whole - grain : whole, grain);
        }
    }

    // Networks work in cells of 8 pixels.
    private static int Whole(int side) => Math.Max(64, side / 8 * 8);

    private static (int Width, int Height)? Pixels(string text) =>
        text.ToLowerInvariant().Split(['x', '×', '*', ' '], StringSplitOptions.RemoveEmptyEntries) is [var first, var second]
        && int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var width) && width is > 0 and <= 65536
        && int.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out var height) && height is > 0 and <= 65536
            ? (width, height)
            : null;

    private static string Name(string text) => text.Trim().ToLowerInvariant();
}
