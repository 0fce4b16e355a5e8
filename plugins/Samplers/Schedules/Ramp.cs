namespace Atelier.Samplers.Schedules;

/// <summary>The frame of every schedule: one level per step, then 0.</summary>
internal static class Ramp
{
    /// <summary>
    /// The level of each fraction of the way down, then 0. The fractions run from 0 to 1, as <c>linspace(0, 1, steps)</c>.
    /// </summary>
    public static double[] Down(int steps, Func<double, double> level) => [.. Levels(steps, level), 0];

    /// <summary>Without the 0.</summary>
    public static double[] Levels(int steps, Func<double, double> level)
    {
        var levels = new double[steps];
        for (var i = 0; i < steps; i++)
        {
            levels[i] = level(steps == 1 ? 0 : i / (steps - 1.0));
        }

        return levels;
    }

    /// <summary>The value at a fraction of the way from one to the other; exact at both ends.</summary>
    public static double Mix(double from, double to, double fraction) => (from * (1 - fraction)) + (to * fraction);
}
