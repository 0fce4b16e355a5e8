using Atelier.Diffusion.Checkpoints;

namespace Atelier.Diffusion.Graphs;

/// <summary>Element types under the numbers that onnx.proto gives them.</summary>
internal enum ElementType
{
    Float = 1,
    UInt8 = 2,
    Int8 = 3,
    Int32 = 6,
    Int64 = 7,
    Bool = 9,
    Float16 = 10,
    Double = 11,
    BFloat16 = 16,
    Float8E4M3 = 17,
    Float8E5M2 = 19,
    UInt4 = 21,
}

internal static class ElementTypes
{
    /// <summary>The ONNX type of a stored weight, or null where a weight of that type makes no sense.</summary>
    public static ElementType? Of(TensorType type) => type switch
    {
        TensorType.F32 => ElementType.Float,
        TensorType.F16 => ElementType.Float16,
        TensorType.BF16 => ElementType.BFloat16,
        TensorType.F64 => ElementType.Double,
        TensorType.F8_E4M3 => ElementType.Float8E4M3,
        TensorType.F8_E5M2 => ElementType.Float8E5M2,
        _ => null,
    };
}
