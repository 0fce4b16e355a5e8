using System.Globalization;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Atelier.Diffusion.Checkpoints;

/// <summary>What each tensor of some files becomes.</summary>
/// <param name="precision">What is asked for.</param>
/// <param name="components">The components that are converted; all else is copied.</param>
internal sealed class ConversionPlan(Precision precision, IReadOnlySet<string> components)
{
    /// <summary>The notes of a file that this plan writes.</summary>
    /// <param name="notes">Its source's.</param>
    /// <param name="tensors">Its tensors.</param>
    public Dictionary<string, string> Metadata(IReadOnlyDictionary<string, string> notes, IEnumerable<TensorPlan> tensors)
    {
        var metadata = new Dictionary<string, string>(notes);
        metadata.TryAdd("format", "pt");
        if (tensors.Any(tensor => tensor.Name.EndsWith(".weight" + QuantizedNames.Scale, StringComparison.Ordinal)))
        {
            metadata[QuantizedNames.Form] = precision.Name();
            metadata[QuantizedNames.Block] = precision.Block().ToString(CultureInfo.InvariantCulture);
        }

        return metadata;
    }

    /// <summary>Plans some files of components.</summary>
    /// <param name="files">Files whose tensors go into one.</param>
    /// <param name="sources">Every component with its weights.</param>
    public List<TensorPlan> Of(IEnumerable<SafetensorsFile> files, IEnumerable<KeyValuePair<string, MappedWeights>> sources)
    {
        var owners =
            sources.SelectMany(
                source => source.Value.Names.Select(
                    name => (Component: source.Key, Weights: source.Value, Name: name, Ref: source.Value.Find(name)!)))
            .ToLookup(owner => (owner.Ref.File, owner.Ref.Offset));
        return
        [
            .. files.SelectMany(file => file.Tensors.SelectMany(tensor =>
            {
                var owner = owners[(Path.GetFileName(file.Path), tensor.Offset)].FirstOrDefault(
                    owner => owner.Weights.Files.Contains(file));
                return owner.Ref is not null && components.Contains(owner.Component) && tensor.Type.IsFloat() && tensor.Length > 0
                    ? Convert(file, tensor, TensorForm.Of(owner.Component, owner.Name, owner.Ref with { Shape = tensor.Shape }, precision))
                    : [Copy(file, tensor)];
            })),
        ];
    }

    private static TensorPlan Copy(SafetensorsFile file, SafetensorsTensor tensor) =>
        new(tensor.Name, tensor.Type, tensor.Shape, () => file.Bytes(tensor).ToArray());

    private static IEnumerable<TensorPlan> Convert(SafetensorsFile file, SafetensorsTensor tensor, TensorForm form)
    {
        if (form.Type == tensor.Type)
        {
            return [Copy(file, tensor)];
        }

        return form.Bits > 0 ? Quantize(file, tensor, form)
            : form.Type == TensorType.F16 && !FitsHalf(file, tensor)
                ? [tensor.Type == TensorType.BF16 ? Copy(file, tensor) : Real(file, tensor, TensorType.F32)]
            : [Real(file, tensor, form.Type)];
    }

    private static IEnumerable<TensorPlan> Quantize(SafetensorsFile file, SafetensorsTensor tensor, TensorForm form)
    {
        var rows = tensor.Shape[0];
        var scaleName = tensor.Name + QuantizedNames.Scale;
        if (form.Block == 0)
        {
            return
            [
                new(tensor.Name, TensorType.I8, tensor.Shape, () => Quantizer.Channels(Floats(file, tensor), rows).Integers),
                new(scaleName, TensorType.F32, [rows], () => Bytes<float>(Quantizer.Channels(Floats(file, tensor), rows).Scales)),
            ];
        }

        var blocks = tensor.Shape[1] / form.Block;
        return
        [
            new(tensor.Name, TensorType.U8, [rows, blocks, form.Block * form.Bits / 8],
                () => Quantizer.Blocks(Floats(file, tensor), form.Bits, form.Block).Integers),
            new(scaleName, TensorType.F16, [rows, blocks],
                () => Bytes<Half>(Quantizer.Blocks(Floats(file, tensor), form.Bits, form.Block).Scales)),
        ];
    }

    private static TensorPlan Real(SafetensorsFile file, SafetensorsTensor tensor, TensorType type) => new(tensor.Name, type, tensor.Shape, () =>
    {
        var values = Floats(file, tensor);
        return type switch
        {
            TensorType.F32 => Bytes<float>(values),
            TensorType.F16 => Bytes<Half>(Array.ConvertAll(values, value => (Half)value)),
            _ => Bytes<ushort>(Array.ConvertAll(values, BrainFloat)),
        };
    });

    private static bool FitsHalf(SafetensorsFile file, SafetensorsTensor tensor) =>
        tensor.Type is TensorType.F8_E4M3 or TensorType.F8_E5M2
            || Math.Abs(TensorPrimitives.MaxMagnitude<float>(Floats(file, tensor))) <= (float)Half.MaxValue;

    private static float[] Floats(SafetensorsFile file, SafetensorsTensor tensor)
    {
        var values = new float[tensor.Shape.Elements()];
        WeightFloats.Widen(file.Bytes(tensor), tensor.Type, values);
        var bad = Array.FindIndex(values, value => !float.IsFinite(value));
        return bad < 0
            ? values
            : throw CheckpointException.For(
                file.Label, $"tensor {tensor.Name} holds a value that is not a number (the {bad}th); a model with such weights makes black pictures");
    }

    // To the nearest, halves to even.
    private static ushort BrainFloat(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        return (ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
    }

    private static byte[] Bytes<T>(T[] values)
        where T : struct => MemoryMarshal.AsBytes(values.AsSpan()).ToArray();
}
