using System.Collections.Frozen;

namespace Atelier.Diffusion.Checkpoints;

/// <summary>Facts about element types.</summary>
internal static class TensorTypes
{
    private static readonly FrozenDictionary<string, TensorType> ByName =
        Enum.GetValues<TensorType>().ToFrozenDictionary(type => type.ToString(), StringComparer.Ordinal);

    /// <summary>Finds a type by safetensors' name for it, in its spelling only.</summary>
    public static bool TryParse(string name, out TensorType type) => ByName.TryGetValue(name, out type);

    /// <summary>Bytes of one element.</summary>
    public static int Size(this TensorType type) => type switch
    {
        TensorType.BOOL or TensorType.U8 or TensorType.I8 or TensorType.F8_E5M2 or TensorType.F8_E4M3 => 1,
        TensorType.I16 or TensorType.U16 or TensorType.F16 or TensorType.BF16 => 2,
        TensorType.I32 or TensorType.U32 or TensorType.F32 => 4,
        _ => 8,
    };

    /// <summary>Whether the elements are reals: what weights are made of.</summary>
    public static bool IsFloat(this TensorType type) =>
        type is TensorType.F16 or TensorType.BF16 or TensorType.F32 or TensorType.F64 or TensorType.F8_E4M3 or TensorType.F8_E5M2;

    /// <summary>Whether a weight stands for reals, in whatever form.</summary>
    public static bool IsReal(this WeightRef weight) => weight.Quantized is not null || weight.Type.IsFloat();

    /// <summary>How many elements a shape holds.</summary>
    public static long Elements(this IReadOnlyList<int> shape) => shape.Aggregate(1L, (product, size) => checked(product * size));
}
