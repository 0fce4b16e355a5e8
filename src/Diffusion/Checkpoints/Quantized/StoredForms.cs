namespace Atelier.Diffusion.Checkpoints;

/// <summary>Sees a file's tensors as weights: integers and their scales become one weight of the shape it had before.</summary>
internal static class StoredForms
{
    /// <summary>The weights of some tensors.</summary>
    /// <param name="file">Their file.</param>
    /// <param name="tensors">The tensors, under the names that the result has too.</param>
    /// <exception cref="CheckpointException">A quantized tensor and its scale do not fit; the message names the tensor and the
    /// field.</exception>
    public static IEnumerable<(string Key, WeightRef Weight)> Read(
        SafetensorsFile file, IEnumerable<(string Key, SafetensorsTensor Tensor)> tensors)
    {
        var fileName = Path.GetFileName(file.Path);
        if (QuantizedNames.BlockOf(file) is not { } block)
        {
            return tensors.Select(item => (item.Key, Plain(item.Tensor, fileName)));
        }

        var byKey = tensors.ToDictionary(item => item.Key, item => item.Tensor, StringComparer.Ordinal);
        return byKey.Where(item => !IsScale(item.Key, byKey, file.Label)).Select(item => (
            item.Key,
            item.Value.Type is TensorType.U8 or TensorType.I8
                ? Quantized(item.Value, Scales(item.Key, item.Value, byKey, file.Label), block, fileName, file.Label)
                : Plain(item.Value, fileName)));
    }

    private static WeightRef Plain(SafetensorsTensor tensor, string fileName) =>
        new(tensor.Type, tensor.Shape, fileName, tensor.Offset, tensor.Length);

    private static bool IsScale(string key, Dictionary<string, SafetensorsTensor> byKey, string label)
    {
        if (!key.EndsWith(QuantizedNames.Scale, StringComparison.Ordinal))
        {
            return false;
        }

        var owner = byKey.GetValueOrDefault(key[..^QuantizedNames.Scale.Length]);
        return owner is { Type: TensorType.U8 or TensorType.I8 }
            ? true
            : throw CheckpointException.Invalid(
                label, $"tensor {byKey[key].Name} is a scale, but its weight {(owner is null ? "is missing" : $"has dtype {owner.Type}, not U8 or I8")}");
    }

    private static SafetensorsTensor Scales(string key, SafetensorsTensor weight, Dictionary<string, SafetensorsTensor> byKey, string label)
    {
        var scale = byKey.GetValueOrDefault(key + QuantizedNames.Scale)
            ?? throw CheckpointException.Invalid(
                label, $"tensor {weight.Name} has dtype {weight.Type}, but its scale {weight.Name}{QuantizedNames.Scale} is missing");
        return scale.Type is TensorType.F16 or TensorType.F32
            ? scale
            : throw CheckpointException.Invalid(label, $"tensor {scale.Name}: dtype is {scale.Type}; a scale's must be F16 or F32");
    }

    private static WeightRef Quantized(SafetensorsTensor weight, SafetensorsTensor scale, int block, string fileName, string label)
    {
        var isMatrix = weight.Type == TensorType.U8;
        var bits = isMatrix && weight.Shape.Count == 3 ? 8 * weight.Shape[2] / block : 8;
        var fits = isMatrix
            ? weight.Shape.Count == 3 && bits is 4 or 8 && weight.Shape[2] == block * bits / 8
            : weight.Shape.Count == 4;
        if (!fits || weight.Length == 0)
        {
            var right = isMatrix ? $"[rows, blocks, {block / 2} or {block}], for blocks of {block}" : "a convolution's four sizes";
            throw CheckpointException.Invalid(
                label, $"tensor {weight.Name}: shape is [{string.Join(", ", weight.Shape)}]; it must be {right}");
        }

        var scales = isMatrix ? weight.Shape.Take(2) : weight.Shape.Take(1);
        if (!scale.Shape.SequenceEqual(scales))
        {
            throw CheckpointException.Invalid(
                label, $"tensor {scale.Name}: shape is [{string.Join(", ", scale.Shape)}]; its weight needs [{string.Join(", ", scales)}]");
        }

        int[] shape = isMatrix ? [weight.Shape[0], checked(weight.Shape[1] * block)] : [.. weight.Shape];
        return new WeightRef(weight.Type, shape, fileName, weight.Offset, weight.Length)
        {
            Quantized = new Quantization(bits, isMatrix ? block : 0, scale.Type, scale.Offset, scale.Length),
        };
    }
}
