using Atelier.Diffusion.Checkpoints;

namespace Atelier.Diffusion.Graphs;

/// <summary>A matrix in blocks of small integers, inside a graph.</summary>
/// <param name="Integers">[rows, blocks, bytes of a block].</param>
/// <param name="Scales">[rows, blocks], in single precision.</param>
/// <param name="Rows">Outputs of a product with it.</param>
/// <param name="Columns">Inputs.</param>
/// <param name="Form">Bits and block.</param>
internal sealed record QuantizedMatrix(Value Integers, Value Scales, int Rows, int Columns, Quantization Form)
{
    // What the runtime's 8-bit kernel computes with: it turns the other factor's blocks into 8 bits too. In 4 bits that gains nothing
    // (bench/README.md).
    private const int Int8Arithmetic = 4;
    private const int FloatArithmetic = 0;

    /// <summary>Writes the matrix as it is stored.</summary>
    public static QuantizedMatrix Write(GraphBuilder graph, string name, IWeights weights, WeightRef weight)
    {
        var (form, rows, columns) = (weight.Quantized!, weight.Shape[0], weight.Shape[1]);
        var blocks = columns / form.Block;
        var integers =
            graph.External(name, ElementType.UInt8, [rows, blocks, form.Block * form.Bits / 8], weight.File, weight.Offset, weight.Length);
        return new QuantizedMatrix(integers, WriteScales(graph, name, weights, weight, [rows, blocks]), rows, columns, form);
    }

    /// <summary>Writes a quantized weight as reals that are made anew in each run, so that only the integers stay in memory.</summary>
    public static Value WriteRestored(GraphBuilder graph, string name, IWeights weights, WeightRef weight, int[] shape)
    {
        var form = weight.Quantized!;
        if (form.Block == 0)
        {
            var kernel = graph.External(name, ElementType.Int8, shape, weight.File, weight.Offset, weight.Length);
            return Restore(graph, name, [kernel, WriteScales(graph, name, weights, weight, [shape[0]])], ("axis", 0));
        }

        var blocks = weight.Shape[1] / form.Block;
        var type = form.Bits == 8 ? ElementType.UInt8 : ElementType.UInt4;
        var integers = graph.External(name, type, [.. weight.Shape], weight.File, weight.Offset, weight.Length);
        var zeros = new byte[weight.Shape[0] * blocks * form.Bits / 8];
        Array.Fill(zeros, (byte)(form.Bits == 8 ? form.Zero : form.Zero * 0x11));
        var zero = graph.Constant(type, [weight.Shape[0], blocks], zeros);
        var scales = WriteScales(graph, name, weights, weight, [weight.Shape[0], blocks]);
        return Restore(graph, name, [integers, scales, zero], ("axis", 1), ("block_size", form.Block));
    }

    /// <summary>x times this matrix, transposed.</summary>
    public Value Product(Module module, Value x) => module.Microsoft(
        "MatMulNBits",
        [x, Integers, Scales],
        ("K", Columns),
        ("N", Rows),
        ("bits", Form.Bits),
        ("block_size", Form.Block),
        ("accuracy_level", Form.Bits == 8 ? Int8Arithmetic : FloatArithmetic));

    private static Value Restore(GraphBuilder graph, string name, Value[] inputs, params (string, object)[] attributes) =>
        graph.Node(name, "DequantizeLinear", microsoft: false, [true], inputs, attributes)[0];

    private static Value WriteScales(GraphBuilder graph, string name, IWeights weights, WeightRef weight, int[] shape)
    {
        var form = weight.Quantized!;
        if (weights.Scales(weight).Any(scale => !float.IsFinite(scale)))
        {
            throw new CheckpointException($"The tensor '{name}{QuantizedNames.Scale}' is damaged: a scale in it is not a number.");
        }

        var type = form.ScaleType == TensorType.F16 ? ElementType.Float16 : ElementType.Float;
        var scales = graph.External(name + QuantizedNames.Scale, type, shape, weight.File, form.ScaleOffset, form.ScaleLength);
        return graph.ToFloat(name + QuantizedNames.Scale, scales, type);
    }
}
