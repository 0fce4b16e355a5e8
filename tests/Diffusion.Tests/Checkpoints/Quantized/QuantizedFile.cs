using System.Runtime.InteropServices;
using Atelier.Diffusion.Checkpoints;

namespace Atelier.Diffusion.Tests.Checkpoints;

/// <summary>A UNet's folder with one matrix and one convolution in small integers, which tests may damage before it is opened.</summary>
internal sealed class QuantizedFile : IDisposable
{
    public const int Rows = 48;
    public const int Columns = 64;
    public const int Channels = 6;
    private readonly TemporaryFolder _folder = new();
    private readonly List<SafetensorsFile> _opened = [];

    public QuantizedFile(int bits, int block)
    {
        var (integers, scales) = Quantizer.Blocks(Matrix, bits, block);
        var (kernel, channels) = Quantizer.Channels(Kernel, Channels);
        Tensors["linear.weight"] = (TensorType.U8, [Rows, Columns / block, block * bits / 8], integers);
        Tensors["linear.weight_scale"] = (TensorType.F16, [Rows, Columns / block], MemoryMarshal.AsBytes(scales.AsSpan()).ToArray());
        Tensors["conv.weight"] = (TensorType.I8, [Channels, Channels, 3, 3], kernel);
        Tensors["conv.weight_scale"] = (TensorType.F32, [Channels], MemoryMarshal.AsBytes(channels.AsSpan()).ToArray());
        Tensors["conv.bias"] = (TensorType.F32, [Channels], new byte[4 * Channels]);
        Metadata[QuantizedNames.Form] = bits == 4 ? "int4" : "int8";
        Metadata[QuantizedNames.Block] = $"{block}";
    }

    public static float[] Matrix { get; } = [.. Enumerable.Range(0, Rows * Columns).Select(i => 0.3f * MathF.Sin(i * i * 0.37f))];

    public static float[] Kernel { get; } = [.. Enumerable.Range(0, Channels * Channels * 9).Select(i => 0.2f * MathF.Cos(i * i * 0.11f))];

    public Dictionary<string, (TensorType Type, int[] Shape, byte[] Bytes)> Tensors { get; } = [];

    public Dictionary<string, string> Metadata { get; } = [];

    public MappedWeights Open()
    {
        SafetensorsOutput.Write(
            _folder.PathOf("model.safetensors"),
            Tensors.Select(item => new TensorPlan(item.Key, item.Value.Type, item.Value.Shape, () => item.Value.Bytes)),
            Metadata,
            _ => { },
            CancellationToken.None);
        return ComponentFolder.Open(_folder.Path, "unet", _opened)!;
    }

    public void Dispose()
    {
        _opened.ForEach(file => file.Dispose());
        _folder.Dispose();
    }
}
