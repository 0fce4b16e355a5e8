using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Atelier.Diffusion.Checkpoints;

/// <summary>Weights as real numbers, whatever form they are stored in.</summary>
internal static class WeightFloats
{
    /// <summary>Reads a weight in the order that it is stored in.</summary>
    /// <param name="weights">Whose it is.</param>
    /// <param name="weight">Where it lies.</param>
    /// <exception cref="CheckpointException">It is of a type that holds no weights.</exception>
    public static float[] Floats(this IWeights weights, WeightRef weight)
    {
        var values = new float[weight.Shape.Elements()];
        Widen(weights.Bytes(weight), weight.Type, values);
        return values;
    }

    /// <summary>Little-endian numbers of a type as floats.</summary>
    /// <exception cref="CheckpointException">The type holds no weights.</exception>
    public static void Widen(ReadOnlySpan<byte> bytes, TensorType type, Span<float> values)
    {
        switch (type)
        {
            case TensorType.F32:
                MemoryMarshal.Cast<byte, float>(bytes).CopyTo(values);
                break;
            case TensorType.F16:
                TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(bytes), values);
                break;
            case TensorType.BF16:
                for (var i = 0; i < values.Length; i++)
                {
                    values[i] = BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadInt16LittleEndian(bytes[(2 * i)..]) << 16);
                }

                break;
            case TensorType.F64:
                TensorPrimitives.ConvertTruncating<double, float>(MemoryMarshal.Cast<byte, double>(bytes), values);
                break;
            case TensorType.F8_E4M3 or TensorType.F8_E5M2:
                for (var i = 0; i < values.Length; i++)
                {
                    values[i] = SmallFloat(bytes[i], type == TensorType.F8_E4M3 ? 3 : 2);
                }

                break;
            default:
                throw new CheckpointException($"A weight cannot be stored as {type}.");
        }
    }

    // OCP's 8-bit floats: E5M2 is half precision cut short; E4M3 has no infinities, and its exponent is 7 too large.
    private static float SmallFloat(byte value, int fraction)
    {
        if (fraction == 2)
        {
            return (float)BitConverter.UInt16BitsToHalf((ushort)(value << 8));
        }

        var (exponent, mantissa) = ((value >> 3) & 0xF, value & 7);
        var size = exponent == 0 ? mantissa / 512f
            : exponent == 15 && mantissa == 7 ? float.NaN
            : MathF.ScaleB(1 + (mantissa / 8f), exponent - 7);
        return value < 0x80 ? size : -size;
    }
}
