using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Atelier.Diffusion.Onnx;

/// <summary>
/// Between single precision and the types that networks of others take and give. Whole numbers are rounded and held in their range.
/// </summary>
internal static class ElementConversion
{
    /// <summary>Values as a network takes them.</summary>
    /// <param name="values">In single precision.</param>
    /// <param name="type">ONNX's name of the type.</param>
    /// <exception cref="ModelRuntimeException">It is one that no network of numbers takes.</exception>
    public static Array FromFloats(float[] values, string type) => type switch
    {
        "float" => values,
        "float16" => Array.ConvertAll(values, value => new Float16(BitConverter.HalfToUInt16Bits((Half)value))),
        "bfloat16" => Array.ConvertAll(values, value => new BFloat16((ushort)(BitConverter.SingleToUInt32Bits(value) >> 16))),
        "double" => Array.ConvertAll(values, value => (double)value),
        "uint8" => Array.ConvertAll(values, value => byte.CreateSaturating(MathF.Round(value))),
        "int32" => Array.ConvertAll(values, value => int.CreateSaturating(MathF.Round(value))),
        "int64" => Array.ConvertAll(values, value => long.CreateSaturating(MathF.Round(value))),
        "bool" => Array.ConvertAll(values, value => value != 0),
        _ => throw new ModelRuntimeException(
            $"The network takes {type} values; float, float16, bfloat16, double, uint8, int32, int64 and bool can be given."),
    };

    /// <summary>A network's answer in single precision.</summary>
    /// <exception cref="ModelRuntimeException">It is of a type that holds no numbers.</exception>
    public static float[] ToFloats(OrtValue value, TensorElementType type) => type switch
    {
        TensorElementType.Float => value.GetTensorDataAsSpan<float>().ToArray(),
        TensorElementType.Float16 =>
            Convert(MemoryMarshal.Cast<Float16, ushort>(value.GetTensorDataAsSpan<Float16>()),
                bits => (float)BitConverter.UInt16BitsToHalf(bits)),
        TensorElementType.BFloat16 => Convert(
            MemoryMarshal.Cast<BFloat16, ushort>(value.GetTensorDataAsSpan<BFloat16>()),
            bits => BitConverter.UInt32BitsToSingle((uint)bits << 16)),
        TensorElementType.Double => Convert(value.GetTensorDataAsSpan<double>(), number => (float)number),
        TensorElementType.UInt8 => Convert(value.GetTensorDataAsSpan<byte>(), number => (float)number),
        TensorElementType.Int32 => Convert(value.GetTensorDataAsSpan<int>(), number => (float)number),
        TensorElementType.Int64 => Convert(value.GetTensorDataAsSpan<long>(), number => (float)number),
        TensorElementType.Bool => Convert(value.GetTensorDataAsSpan<bool>(), flag => flag ? 1f : 0f),
        _ => throw new ModelRuntimeException($"The network answers in {ElementNames.Of(type)}, which holds no numbers that are read."),
    };

    private static float[] Convert<T>(ReadOnlySpan<T> from, Func<T, float> convert)
    {
        var to = new float[from.Length];
        for (var i = 0; i < to.Length; i++)
        {
            to[i] = convert(from[i]);
        }

        return to;
    }
}
