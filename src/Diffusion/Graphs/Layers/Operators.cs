namespace Atelier.Diffusion.Graphs;

/// <summary>Operators without weights.</summary>
internal static class Operators
{
    public static Value Add(this Module module, Value a, Value b) => module.Onnx("Add", [a, b]);

    public static Value Mul(this Module module, Value a, Value b) => module.Onnx("Mul", [a, b]);

    /// <summary>Sizes follow ONNX: 0 keeps the input's size at that place, one −1 takes what is left.</summary>
    public static Value Reshape(this Module module, Value x, params long[] shape) =>
        module.Onnx("Reshape", [x, module.Graph.Constant(shape)]);

    public static Value ReshapeLike(this Module module, Value x, Value other) => module.Onnx("Reshape", [x, module.Onnx("Shape", [other])]);

    public static Value Concat(this Module module, int axis, params Value[] values) => module.Onnx("Concat", values, ("axis", axis));

    public static Value Unsqueeze(this Module module, Value x, params long[] axes) =>
        module.Onnx("Unsqueeze", [x, module.Graph.Constant(axes)]);

    public static Value Transpose(this Module module, Value x, params int[] order) => module.Onnx("Transpose", [x], ("perm", order));

    /// <summary>x·sigmoid(x).</summary>
    public static Value Silu(this Module module, Value x) => module.Microsoft("QuickGelu", [x], ("alpha", 1f));

    /// <summary>The exact one, with erf.</summary>
    public static Value Gelu(this Module module, Value x) => module.Microsoft("Gelu", [x]);

    /// <summary>x·sigmoid(1.702x), which OpenAI's CLIP was trained with.</summary>
    public static Value QuickGelu(this Module module, Value x) => module.Microsoft("QuickGelu", [x], ("alpha", 1.702f));
}
