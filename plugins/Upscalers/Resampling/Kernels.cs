namespace Atelier.Upscalers.Resampling;

/// <summary>A window that weighs neighbours by their distance.</summary>
/// <param name="Radius">Beyond it all weights are 0, at the smaller of the two sizes' spacing.</param>
/// <param name="Weight">The weight at a distance.</param>
internal sealed record Kernel(double Radius, Func<double, double> Weight);

/// <summary>The windows, with the numbers that PyTorch and Pillow use.</summary>
internal static class Kernels
{
    // Keys 1981. PyTorch's plain bicubic takes -0.75, its antialiased one and Pillow's take -0.5.
    private const double Sharp = -0.75;
    private const double Soft = -0.5;
    private const double Lobes = 3;

    public static Kernel Triangle { get; } = new(1, x => Math.Max(0, 1 - Math.Abs(x)));

    public static Kernel Cubic { get; } = new(2, x => Keys(Math.Abs(x), Soft));

    public static Kernel SharpCubic { get; } = new(2, x => Keys(Math.Abs(x), Sharp));

    public static Kernel Lanczos { get; } = new(Lobes, x => Math.Abs(x) < Lobes ? Sinc(x) * Sinc(x / Lobes) : 0);

    private static double Keys(double x, double a) => x switch
    {
        < 1 => ((((a + 2) * x) - (a + 3)) * x * x) + 1,
        < 2 => ((((x - 5) * x) + 8) * x - 4) * a,
        _ => 0,
    };

    private static double Sinc(double x) => x == 0 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);
}
