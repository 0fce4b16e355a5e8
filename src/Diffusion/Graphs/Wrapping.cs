namespace Atelier.Diffusion.Graphs;

/// <summary>
/// Along which axes convolutions see a picture's other edge instead of zeros beside it, so that it can be laid beside itself without a
/// seam.
/// </summary>
/// <param name="X">From right to left.</param>
/// <param name="Y">From bottom to top.</param>
internal readonly record struct Wrapping(bool X, bool Y)
{
    /// <summary>By the request's word.</summary>
    public static Wrapping Of(string tiling) => new(tiling is "x" or "both", tiling is "y" or "both");

    /// <summary>Whether nothing wraps.</summary>
    public bool IsNone => !X && !Y;

    /// <summary>Pads what wraps.</summary>
    /// <param name="module">The convolution.</param>
    /// <param name="x">[batch, channels, height, width].</param>
    /// <param name="pads">Top, left, bottom, right.</param>
    /// <returns>The padded tensor, and the pads that are left for the convolution to fill with zeros.</returns>
    public (Value X, int[] Pads) Pad(Module module, Value x, int[] pads)
    {
        var (top, left, bottom, right) = (pads[0], pads[1], pads[2], pads[3]);
        (long Before, long After, long Axis)[] wrapped =
        [
            .. Y && top + bottom > 0 ? [(top, bottom, 2L)] : Array.Empty<(long, long, long)>(),
            .. X && left + right > 0 ? [(left, right, 3L)] : Array.Empty<(long, long, long)>(),
        ];
        if (wrapped.Length == 0)
        {
            return (x, pads);
        }

        var graph = module.Graph;
        var sizes = graph.Constant([.. wrapped.Select(axis => axis.Before), .. wrapped.Select(axis => axis.After)]);
        var axes = graph.Constant(Array.ConvertAll(wrapped, axis => axis.Axis));
        var padded = module.Onnx("Pad", [x, sizes, Value.None, axes], ("mode", "wrap"));
        return (padded, [Y ? 0 : top, X ? 0 : left, Y ? 0 : bottom, X ? 0 : right]);
    }
}
