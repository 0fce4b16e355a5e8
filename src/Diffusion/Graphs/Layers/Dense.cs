namespace Atelier.Diffusion.Graphs;

/// <summary>Layers that multiply by a weight.</summary>
internal static class Dense
{
    /// <summary>PyTorch's Linear over the last axis.</summary>
    public static Value Linear(this Module module, Value x, int inputs, int outputs) =>
        module.Add(module.Product(x, inputs, outputs), module.Bias(outputs));

    /// <summary>Linear without its bias. The weight is outputs × inputs, so the product takes it transposed, in place.</summary>
    public static Value Product(this Module module, Value x, int inputs, int outputs) =>
        module.ProductRows(x, inputs, outputs, 0, outputs);

    /// <summary>A part of Linear's outputs, without their bias.</summary>
    public static Value ProductRows(this Module module, Value x, int inputs, int outputs, int first, int count) =>
        module.Graph.Blocks($"{module.Path}.weight", first, count, outputs, inputs) is { } blocks ? blocks.Product(module, x)
        : module.ProductWith(
            x, count == outputs ? module.Weight("weight", outputs, inputs) : module.WeightRows("weight", first, count, outputs, inputs));

    public static Value Bias(this Module module, int outputs) => module.Weight("bias", outputs);

    /// <summary>
    /// PyTorch's Embedding: rows of a table by number. Rows are converted after they are picked, so that the table stays as it is stored.
    /// </summary>
    public static Value Rows(this Module module, Value numbers, int count, int width)
    {
        var table = module.Graph.StoredWeight($"{module.Path}.weight", out var type, count, width);
        return module.Graph.ToFloat(module.Path, module.Onnx("Gather", [table, numbers], ("axis", 0)), type);
    }

    /// <summary>A convolution over [batch, channels, height, width]; padded so that stride 1 keeps the size.</summary>
    public static Value Conv(this Module module, Value x, int inputs, int outputs, int kernel = 3) =>
        module.Conv(x, inputs, outputs, kernel, stride: 1, [kernel / 2, kernel / 2, kernel / 2, kernel / 2]);

    /// <summary>A convolution over [batch, channels, height, width]; pads stand for top, left, bottom, right.</summary>
    public static Value Conv(this Module module, Value x, int inputs, int outputs, int kernel, int stride, int[] pads, bool bias = true)
    {
        (x, pads) = module.Graph.Wrapping.Pad(module, x, pads);
        return module.Onnx(
            "Conv",
            [x, module.Weight("weight", outputs, inputs, kernel, kernel), .. bias ? [module.Bias(outputs)] : Array.Empty<Value>()],
            ("kernel_shape", (int[])[kernel, kernel]),
            ("strides", (int[])[stride, stride]),
            ("pads", pads));
    }

    private static Value ProductWith(this Module module, Value x, Value weight) =>
        module.Microsoft("FusedMatMul", [x, weight], ("transB", 1));
}
