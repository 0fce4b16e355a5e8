namespace Atelier.Samplers.Guidance;

/// <summary>How a scale changes over the steps, as sd-dynamic-thresholding's <c>interpret_scale</c> has it.</summary>
internal static class ScaleMode
{
    /// <summary>The factor at a point of the schedule.</summary>
    /// <param name="mode">0 to 11, in the extension's order.</param>
    /// <param name="fraction">0 at the first step, 1 at the last.</param>
    /// <param name="value">A power, or how often a mode repeats.</param>
    public static double At(int mode, double fraction, double value) => mode switch
    {
        1 => 1 - fraction,
        2 => Math.Cos(fraction * Math.PI / 2),
        3 => Math.Cos(fraction),
        4 => fraction,
        5 => 1 - Math.Cos(fraction * Math.PI / 2),
        6 => 1 - Math.Cos(fraction),
        7 => Math.Pow(fraction, value),
        8 => 1 - Math.Pow(fraction, value),
        9 => Math.Abs((fraction * value % 1) - 0.5) * 2,
        10 => (Math.Cos(fraction * 2 * Math.PI * value) * 0.5) + 0.5,
        11 => fraction * value % 1,
        _ => 1,
    };
}
