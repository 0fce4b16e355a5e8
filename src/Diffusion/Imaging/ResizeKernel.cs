namespace Atelier.Diffusion.Imaging;

/// <summary>How a picture's values between its pixels are found. The numbers are libvips' own (VipsKernel).</summary>
public enum ResizeKernel
{
    /// <summary>The nearest pixel's: for pixel art and masks.</summary>
    Nearest = 0,

    /// <summary>The two nearest, by their distance: softest, and nothing rings.</summary>
    Linear = 1,

    /// <summary>Catmull and Rom's cubic: softer, with less ringing.</summary>
    Cubic = 2,

    /// <summary>Lanczos with three lobes: the sharpest.</summary>
    Lanczos3 = 5,
}
