using Atelier.Diffusion.Graphs;

namespace Atelier.Bench;

/// <summary>The layers of SD 1.5 that take the time, at the sizes where they take most of it.</summary>
internal static class Comparisons
{
    private const float Epsilon = 1e-5f;
    private const int Groups = 32;

    public static IEnumerable<Comparison> All() =>
    [
        SelfAttention(tokens: 4096, width: 320, heads: 8),
        SelfAttention(tokens: 1024, width: 640, heads: 8),
        Linear(tokens: 4096, inputs: 320, outputs: 2560),
        GatedFeedForward(tokens: 4096, width: 320),
        LayerNorm(tokens: 4096, width: 320),
        GroupNorm(channels: 320, side: 64),
        Convolution(channels: 320, side: 64),
        Upsampling(channels: 512, side: 32),
    ];

    private static Comparison SelfAttention(int tokens, int width, int heads) => new(
        $"self-attention, 2×{tokens} tokens of {width}, {heads} heads",
        [2, tokens, width],
        [],
        [
            new("com.microsoft.MultiHeadAttention", (m, x) => m.MultiHead(x, x, x, heads)),
            new("ONNX Attention (opset 23)", (m, x) => m.Onnx("Attention", [x, x, x], ("q_num_heads", heads), ("kv_num_heads", heads))),
            new("MatMul, Softmax, MatMul", (m, x) =>
            {
                Value Heads(params int[] order) => m.Transpose(m.Reshape(x, 0, 0, heads, width / heads), order);
                var scores = m.Onnx("MatMul", [m.Mul(Heads(0, 2, 1, 3), m.Graph.Scalar(1 / MathF.Sqrt(width / heads))), Heads(0, 2, 3, 1)]);
                var mixed = m.Onnx("MatMul", [m.Onnx("Softmax", [scores], ("axis", -1)), Heads(0, 2, 1, 3)]);
                return m.Reshape(m.Transpose(mixed, 0, 2, 1, 3), 0, 0, width);
            }),
        ]);

    private static Comparison Linear(int tokens, int inputs, int outputs) => new(
        $"linear, 2×{tokens} tokens, {inputs} to {outputs}",
        [2, tokens, inputs],
        [("weight", [outputs, inputs]), ("bias", [outputs])],
        [
            new("FusedMatMul transB, Add", (m, x) => m.Linear(x, inputs, outputs)),
            new("MatMul of a folded Transpose, Add",
                (m, x) => m.Add(m.Onnx("MatMul", [x, m.Transpose(m.Weight("weight", outputs, inputs), 1, 0)]), m.Bias(outputs))),
            new("Gemm over reshaped rows",
                (m, x) => m.Onnx("Gemm", [m.Reshape(x, -1, inputs), m.Weight("weight", outputs, inputs), m.Bias(outputs)], ("transB", 1))),
        ]);

    private static Comparison GatedFeedForward(int tokens, int width) => new(
        $"GEGLU, 2×{tokens} tokens, {width} to {4 * width}",
        [2, tokens, width],
        [("net.0.proj.weight", [8 * width, width]), ("net.0.proj.bias", [8 * width]), ("net.2.weight", [width, 4 * width])],
        [
            new("two products of the weight's halves", (m, x) => Transformer.FeedForward(m, x, width)),
            new("one product, Split", (m, x) =>
            {
                var halves = m.Onnx("Split", 2, [m["net.0.proj"].Linear(x, width, 8 * width)], ("axis", -1), ("num_outputs", 2));
                return m["net.2"].Product(m.Mul(halves[0], m.Gelu(halves[1])), 4 * width, width);
            }),
        ]);

    private static Comparison LayerNorm(int tokens, int width) => new(
        $"layer norm, 2×{tokens} tokens of {width}",
        [2, tokens, width],
        [("weight", [width]), ("bias", [width])],
        [
            new("com.microsoft.SkipLayerNormalization of x + x", (m, x) => m.LayerNorm(x, width)),
            new("ONNX LayerNormalization",
                (m, x) => m.Onnx("LayerNormalization", [x, m.Weight("weight", width), m.Bias(width)], ("axis", -1), ("epsilon", Epsilon))),
        ]);

    private static Comparison GroupNorm(int channels, int side) => new(
        $"group norm and SiLU, 2×{channels}×{side}×{side}",
        [2, channels, side, side],
        [("weight", [channels]), ("bias", [channels])],
        [
            new("InstanceNormalization, Mul, Add; QuickGelu", (m, x) => m.Silu(m.GroupNorm(x, channels, Groups, Epsilon))),
            new("InstanceNormalization, Mul, Add; x·Sigmoid", (m, x) =>
            {
                var normed = m.GroupNorm(x, channels, Groups, Epsilon);
                return m.Mul(normed, m.Onnx("Sigmoid", [normed]));
            }),
            new("ONNX GroupNormalization (opset 21); QuickGelu", (m, x) => m.Silu(
                m.Onnx("GroupNormalization", [x, m.Weight("weight", channels), m.Bias(channels)], ("num_groups", Groups),
                    ("epsilon", Epsilon)))),
        ]);

    private static Comparison Convolution(int channels, int side) => new(
        $"3×3 convolution, 2×{channels}×{side}×{side}",
        [2, channels, side, side],
        [("weight", [channels, channels, 3, 3]), ("bias", [channels])],
        [
            new("in blocks of channels (optimisation: all)", (m, x) => m.Conv(x, channels, channels)),
            new("in planes (optimisation: extended)", (m, x) => m.Conv(x, channels, channels), Optimization: "extended"),
        ]);

    private static Comparison Upsampling(int channels, int side) => new(
        $"doubling and 3×3 convolution, 1×{channels}×{side}×{side}",
        [1, channels, side, side],
        [("upsamplers.0.conv.weight", [channels, channels, 3, 3]), ("upsamplers.0.conv.bias", [channels])],
        [
            new("four 2×2 convolutions, DepthToSpace", (m, x) => m.Upsample(x, channels)),
            new("Resize, convolution", (m, x) => m["upsamplers.0.conv"].Conv(
                m.Onnx("Resize", [x, Value.None, m.Graph.Constant(1f, 1f, 2f, 2f)], ("mode", "nearest"), ("nearest_mode", "floor"),
                    ("coordinate_transformation_mode", "asymmetric")),
                channels,
                channels)),
        ]);
}
