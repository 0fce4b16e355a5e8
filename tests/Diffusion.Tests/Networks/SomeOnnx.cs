using Atelier.Diffusion.Graphs;

namespace Atelier.Diffusion.Tests.Networks;

/// <summary>Bytes of small .onnx files.</summary>
internal static class SomeOnnx
{
    /// <summary>y = x, of one type and another. The numbers are onnx.proto's: 2 uint8, 6 int32, 10 float16, 16 bfloat16.</summary>
    public static byte[] Cast(int from = 1, int to = 1) => OnnxMessages.Model(
        "cast",
        [OnnxMessages.Node("Cast", microsoft: false, "cast", [new Value("x")], [new Value("y")], [("to", to)])],
        [],
        [OnnxMessages.ValueInfo("x", (ElementType)from, ["n", 2])],
        [OnnxMessages.ValueInfo("y", (ElementType)to, ["n", 2])]);

    /// <summary>map = −picture, [1, 3, height, width].</summary>
    public static byte[] NegativePicture() => OnnxMessages.Model(
        "negative",
        [OnnxMessages.Node("Neg", microsoft: false, "negative", [new Value("picture")], [new Value("map")], [])],
        [],
        [OnnxMessages.ValueInfo("picture", ElementType.Float, [1, 3, "height", "width"])],
        [OnnxMessages.ValueInfo("map", ElementType.Float, [1, 3, "height", "width"])]);

    /// <summary>y = x + w, with w in another file.</summary>
    public static byte[] AddExternal(string location) => OnnxMessages.Model(
        "add",
        [OnnxMessages.Node("Add", microsoft: false, "add", [new Value("x"), new Value("w")], [new Value("y")], [])],
        [OnnxMessages.ExternalTensor("w", ElementType.Float, [2], location, 0, 8)],
        [OnnxMessages.ValueInfo("x", ElementType.Float, ["n", 2])],
        [OnnxMessages.ValueInfo("y", ElementType.Float, ["n", 2])]);
}
