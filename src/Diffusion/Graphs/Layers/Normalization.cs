namespace Atelier.Diffusion.Graphs;

/// <summary>Normalizations with their learned scale and shift.</summary>
internal static class Normalization
{
    /// <summary>Over the last axis.</summary>
    public static Value LayerNorm(this Module module, Value x, int width, float epsilon = 1e-5f) => module.Onnx(
        "LayerNormalization",
        [x, module.Weight("weight", width), module.Weight("bias", width)],
        ("axis", -1),
        ("epsilon", epsilon));

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
}
