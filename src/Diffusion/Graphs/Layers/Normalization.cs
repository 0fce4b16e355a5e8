namespace Atelier.Diffusion.Graphs;

/// <summary>Normalizations with their learned scale and shift.</summary>
internal static class Normalization
{
    /// <summary>Over the last axis of [batch, tokens, width].</summary>
    /// <remarks>
    /// As the norm of x + x with four times the epsilon, which is the same number: on the CPU the runtime's kernel for a sum takes a
    /// quarter of the time of its plain one (bench/README.md).
    /// </remarks>
    public static Value LayerNorm(this Module module, Value x, int width, float epsilon = 1e-5f) =>
        module.SumNorm([true], [x, x, module.Weight("weight", width), module.Weight("bias", width)], 4 * epsilon)[0];

    /// <summary>The sum x + skip + bias over [batch, tokens, width], and its norm over the last axis.</summary>
    public static (Value Sum, Value Normed) AddLayerNorm(
        this Module module, Value x, Value skip, Value bias, int width, float epsilon = 1e-5f)
    {
        var outputs =
            module.SumNorm(
                [true, false, false, true], [x, skip, module.Weight("weight", width), module.Weight("bias", width), bias], epsilon);
        return (outputs[3], outputs[0]);
    }

    /// <summary>Over groups of channels of [batch, channels, height, width].</summary>
    public static Value GroupNorm(this Module module, Value x, int channels, int groups, float epsilon)
    {
        var graph = module.Graph;
        var ones = graph.Constant(Enumerable.Repeat(1f, groups).ToArray());
        var zeros = graph.Constant(new float[groups]);
        var normalized = module.Onnx("InstanceNormalization", [module.Reshape(x, 0, groups, -1), ones, zeros], ("epsilon", epsilon));
        var scaled = module.Mul(module.ReshapeLike(normalized, x), module.Weight("weight", channels, 1, 1));
        return module.Add(scaled, module.Weight("bias", channels, 1, 1));
    }

    private static Value[] SumNorm(this Module module, bool[] outputs, Value[] inputs, float epsilon) =>
        module.Microsoft("SkipLayerNormalization", outputs, inputs, ("epsilon", epsilon));
}
