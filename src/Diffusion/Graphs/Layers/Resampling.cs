namespace Atelier.Diffusion.Graphs;

/// <summary>Halving and doubling of pictures, each followed or done by a 3×3 convolution.</summary>
internal static class Resampling
{
    /// <summary>diffusers' Downsample2D. The VAE pads only right and below.</summary>
    public static Value Downsample(this Module module, Value x, int channels, bool asymmetric) =>
        module["downsamplers.0.conv"].Conv(x, channels, channels, kernel: 3, stride: 2, asymmetric ? [0, 0, 1, 1] : [1, 1, 1, 1]);

    /// <summary>diffusers' Upsample2D: the nearest value, twice in each direction.</summary>
    public static Value Upsample(this Module module, Value x, int channels) =>
        Convolve(module, Nearest(module, [x, Value.None, module.Graph.Constant(1f, 1f, 2f, 2f)]), channels);

    /// <summary>Upsample2D to the size of a skip, which is one less than twice where a side was odd on the way down.</summary>
    public static Value UpsampleTo(this Module module, Value x, Value skip, int channels)
    {
        var leading = module.Onnx("Shape", [x], ("end", 2));
        var size = module.Onnx("Shape", [skip], ("start", 2));
        return Convolve(module, Nearest(module, [x, Value.None, Value.None, module.Concat(0, leading, size)]), channels);
    }

    private static Value Nearest(Module module, Value[] inputs) => module.Onnx(
        "Resize",
        inputs,
        ("mode", "nearest"),
        ("coordinate_transformation_mode", "asymmetric"),
        ("nearest_mode", "floor"));

    private static Value Convolve(Module module, Value x, int channels) => module["upsamplers.0.conv"].Conv(x, channels, channels);
}
