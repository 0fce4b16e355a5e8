using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Atelier.Diffusion.Onnx;

/// <summary>Between our tensors and the runtime's.</summary>
internal static class Tensors
{
    /// <summary>The runtime's view of the same memory.</summary>
    public static OrtValue Wrap(TensorValue tensor)
    {
        var shape = tensor.Shape.Select(size => (long)size).ToArray();
        if (tensor.Memory is { } memory)
        {
            return OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, memory, shape);
        }

        return tensor.Data switch
        {
            float[] floats => OrtValue.CreateTensorValueFromMemory(floats, shape),
            long[] longs => OrtValue.CreateTensorValueFromMemory(longs, shape),
            Float16[] halves => OrtValue.CreateTensorValueFromMemory(halves, shape),
            BFloat16[] halves => OrtValue.CreateTensorValueFromMemory(halves, shape),
            double[] doubles => OrtValue.CreateTensorValueFromMemory(doubles, shape),
            int[] ints => OrtValue.CreateTensorValueFromMemory(ints, shape),
            byte[] bytes => OrtValue.CreateTensorValueFromMemory(bytes, shape),
            bool[] flags => OrtValue.CreateTensorValueFromMemory(flags, shape),
            _ => throw new ArgumentException(
                $"A network cannot take {tensor.Data.GetType().GetElementType()?.Name} values.", nameof(tensor)),
        };
    }

    /// <summary>A copy in memory of its own: 64-bit integers as they are, all else in single precision.</summary>
    public static TensorValue Copy(OrtValue value)
    {
        var info = value.GetTensorTypeAndShape();
        var shape = Array.ConvertAll(info.Shape, size => checked((int)size));
        return info.ElementDataType switch
        {
            TensorElementType.Int64 => TensorValue.Of(value.GetTensorDataAsSpan<long>().ToArray(), shape),
            var type => TensorValue.Of(ElementConversion.ToFloats(value, type), shape),
        };
    }
}
