namespace Atelier.Diffusion.Graphs;

/// <summary>Halving and doubling of pictures, each followed or done by a 3×3 convolution.</summary>
internal static class Resampling
{
    /// <summary>diffusers' Downsample2D. The VAE pads only right and below.</summary>
    public static Value Downsample(this Module module, Value x, int channels, bool asymmetric) =>
        module["downsamplers.0.conv"].Conv(x, channels, channels, kernel: 3, stride: 2, asymmetric ? [0, 0, 1, 1] : [1, 1, 1, 1]);

    /// <summary>diffusers' Upsample2D: the nearest value, twice in each direction.</summary>
    public static Value Upsample(this Module module, Value x, int channels) => module["upsamplers.0.conv"].DoubledConv(x, channels);

    /// <summary>A 3×3 convolution over each pixel repeated twice in each direction.</summary>
    /// <remarks>
    /// It meets each pixel only in a 2×2 window, with the weights that fall on it added up. So the four outputs that a pixel becomes are
    /// four small convolutions of the small picture: 16 multiplications where there were 36.
    /// </remarks>
    public static Value DoubledConv(this Module conv, Value x, int channels, bool bias = true)
    {
        var kernels = conv.Reshape(conv.Weight("weight", channels, channels, 3, 3), -1, 9);
        var quarters = new List<Value>();
        foreach (var (oddRow, oddColumn) in ((int, int)[])[(0, 0), (0, 1), (1, 0), (1, 1)])
        {
            var sums = conv.Reshape(conv.Graph.Constant(WindowSums(oddRow, oddColumn)), 9, 4);
            var kernel = conv.Reshape(conv.Onnx("MatMul", [kernels, sums]), channels, channels, 2, 2);
            var (padded, pads) = conv.Graph.Wrapping.Pad(conv, x, [1 - oddRow, 1 - oddColumn, oddRow, oddColumn]);
            quarters.Add(
                conv.Onnx("Conv", [padded, kernel, .. bias ? [conv.Bias(channels)] : Array.Empty<Value>()], ("kernel_shape", (int[])[2, 2]),
                    ("pads", pads)));
        }

        return conv.Onnx("DepthToSpace", [conv.Concat(1, [.. quarters])], ("blocksize", 2), ("mode", "DCR"));
    }

    /// <summary>Upsample2D to the size of a skip, which is one less than twice where a side was odd on the way down.</summary>
    public static Value UpsampleTo(this Module module, Value x, Value skip, int channels)
    {
        var leading = module.Onnx("Shape", [x], ("end", 2));
        var size = module.Onnx("Shape", [skip], ("start", 2));
        var repeated = module.Onnx(
            "Resize",
            [x, Value.None, Value.None, module.Concat(0, leading, size)],
            ("mode", "nearest"),
            ("coordinate_transformation_mode", "asymmetric"),
            ("nearest_mode", "floor"));
        return module["upsamplers.0.conv"].Conv(repeated, channels, channels);
    }

    /// <summary>
    /// 9 × 4: which of a 3×3 kernel's weights, row by row, add up to which of the 2×2 kernel's, for output rows and columns that are even
    /// (0) or odd (1).
    /// </summary>
    private static float[] WindowSums(int oddRow, int oddColumn)
    {
        var sums = new float[9 * 4];
        for (var i = 0; i < 9; i++)
        {
            // An even row's window starts one pixel above, and so its last two weights fall on one pixel; an odd row's first two do.
            var (row, column) = ((i / 3 + 1 - oddRow) / 2, (i % 3 + 1 - oddColumn) / 2);
            sums[4 * i + 2 * row + column] = 1;
        }

        return sums;
    }
}
