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

    public Picture Process(Picture picture, PreprocessingContext context) => Recolor.Of(picture, context.Options, Lightness);

    private static byte Lightness(byte red, byte green, byte blue)
    {
        var luminance = (0.212671 * Linear[red]) + (0.715160 * Linear[green]) + (0.072169 * Linear[blue]);
        var lightness = luminance > Epsilon ? (116 * Math.Cbrt(luminance)) - 16 : Kappa * luminance;
        return (byte)Math.Round(Math.Clamp(lightness * 2.55, 0, 255));
    }

    private static double Linearized(double level) => level <= 0.04045 ? level / 12.92 : Math.Pow((level + 0.055) / 1.055, 2.4);
}
