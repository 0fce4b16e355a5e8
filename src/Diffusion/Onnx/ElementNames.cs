using Microsoft.ML.OnnxRuntime.Tensors;

namespace Atelier.Diffusion.Onnx;

/// <summary>ONNX's names of element types.</summary>
internal static class ElementNames
{
    public static string Of(TensorElementType type) => type switch
    {
        TensorElementType.String => "string",
        TensorElementType.Float => "float",
        TensorElementType.DataTypeMax => "nothing",
        _ => type.ToString().ToLowerInvariant(),
    };
}
