using Atelier.ControlNet.Rasters;
using Atelier.Imaging;
using Atelier.Preprocessing;

namespace Atelier.ControlNet.Preprocessors;

internal sealed class RecolorLuminance : IPreprocessor
{
    // CIE's figures: where the cube root ends, and the line below it.
    private const double Epsilon = 216.0 / 24389;
    private const double Kappa = 24389.0 / 27;

    private static readonly double[] Linear = [.. Enumerable.Range(0, 256).Select(level => Linearized(level / 255.0))];

    public string Name => "recolor_luminance";

    public string Description => "The picture without its colours: the L* of CIELAB.";

    public string ControlType => Recolor.ControlType;

    public bool KeepsSize => true;

    public IReadOnlyList<PartOption> Options { get; } = [Recolor.Gamma];

    public Picture Process(Picture picture, PreprocessingContext context)
    {
        var pixels = picture.Pixels;
        var gamma = Recolor.Levels(context.Options);
        var levels = new byte[picture.Width * picture.Height];
        for (int i = 0, p = 0; i < levels.Length; i++, p += Picture.Channels)
        {
            var luminance = (0.212671 * Linear[pixels[p]]) + (0.715160 * Linear[pixels[p + 1]]) + (0.072169 * Linear[pixels[p + 2]]);
            var lightness = luminance > Epsilon ? (116 * Math.Cbrt(luminance)) - 16 : Kappa * luminance;
            levels[i] = gamma[(int)Math.Round(Math.Clamp(lightness * 2.55, 0, 255))];
        }

        return Grey.ToPicture(levels, picture.Width, picture.Height);
    }

    private static double Linearized(double level) => level <= 0.04045 ? level / 12.92 : Math.Pow((level + 0.055) / 1.055, 2.4);
}
