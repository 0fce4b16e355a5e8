using System.Globalization;
using Atelier.Generation;
using Atelier.Host.Texts;

namespace Atelier.Host.Cli.Imagine;

/// <summary>How far a picture is continued, as people write it: <c>left=64,right=64</c>.</summary>
internal static class OutpaintText
{
    public const string Example = "left=64,right=64,blend=24";

    /// <exception cref="InputException">It cannot be read.</exception>
    public static OutpaintInput Parse(string text)
    {
        var outpaint = new OutpaintInput();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (part.Split('=', StringSplitOptions.TrimEntries) is not [var name, var number]
                || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var pixels))
            {
                throw new InputException($"--outpaint: {OneLine.Quoted(part)} is not a side and its pixels, as in --outpaint {Example}");
            }

            outpaint = name.ToLowerInvariant() switch
            {
                "left" => outpaint with { Left = pixels },
                "top" => outpaint with { Top = pixels },
                "right" => outpaint with { Right = pixels },
                "bottom" => outpaint with { Bottom = pixels },
                "blend" => outpaint with { Blend = pixels },
                _ => throw new InputException($"--outpaint: {OneLine.Quoted(name)} is no side; it has left, top, right, bottom and blend"),
            };
        }

        return outpaint;
    }
}
