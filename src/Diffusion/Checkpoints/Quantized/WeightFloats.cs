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
        if (weight.Quantized is { } form)
        {
            Restore(weights.Bytes(weight), Scales(weights, weight), weight.Shape[0], form, values);
        }
        else
        {
            Widen(weights.Bytes(weight), weight.Type, values);
        }

        return values;
    }

    /// <summary>The scales of a quantized weight.</summary>
    public static float[] Scales(this IWeights weights, WeightRef weight)
    {
        var form = weight.Quantized!;
        var stored =
            new WeightRef(
                form.ScaleType, [checked((int)(form.ScaleLength / form.ScaleType.Size()))], weight.File, form.ScaleOffset,
                form.ScaleLength);
        var scales = new float[stored.Shape[0]];
        Widen(weights.Bytes(stored), form.ScaleType, scales);
        return scales;
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

    private static void Restore(ReadOnlySpan<byte> bytes, float[] scales, int rows, Quantization form, Span<float> values)
    {
        if (form.Block == 0)
        {
            var row = values.Length / rows;
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = (sbyte)bytes[i] * scales[i / row];
            }

            return;
        }

        for (var i = 0; i < values.Length; i++)
        {
            var stored = form.Bits == 8 ? bytes[i] : (bytes[i / 2] >> (4 * (i % 2))) & 0xF;
            values[i] = (stored - form.Zero) * scales[i / form.Block];
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
