using System.Text.Json;

namespace Atelier.Diffusion.Checkpoints;

/// <summary>
/// A parsed safetensors header: JSON of name → { dtype, shape, data_offsets } with <c>__metadata__</c> beside
/// (format: the safetensors repository, README). The limits are ours: no real model comes near them.
/// </summary>
/// <param name="Tensors">In the order of their bytes, which they cover without hole or overlap.</param>
/// <param name="Metadata">The author's notes.</param>
internal sealed record SafetensorsHeader(IReadOnlyList<SafetensorsTensor> Tensors, IReadOnlyDictionary<string, string> Metadata)
{
    public const int MaxBytes = 32 << 20;
    public const int MaxTensors = 20_000;
    public const int MaxNameBytes = 512;
    public const int MaxMetadataBytes = 1 << 20;
    public const int MaxRank = 8;

    // Real files hold a few, as markers (v_pred, ztsnr); thousands are an attack on whoever indexes them.
    public const int MaxEmptyTensors = 8;

    /// <summary>Parses and checks a header without believing any of it.</summary>
    /// <param name="json">The header's bytes.</param>
    /// <param name="dataStart">Where the tensors' bytes start in the file.</param>
    /// <param name="dataLength">How many bytes follow there.</param>
    /// <param name="label">The file's name for messages.</param>
    /// <exception cref="CheckpointException">Anything at all is wrong.</exception>
    public static SafetensorsHeader Parse(ReadOnlySpan<byte> json, long dataStart, long dataLength, string label)
    {
        if (json.IsEmpty || json[0] != (byte)'{')
        {
            throw CheckpointException.Invalid(label, "the header does not start with '{', so this is not a safetensors file");
        }

        try
        {
            var (tensors, metadata) = new SafetensorsHeaderReader(json, label).Read();
            tensors.Sort((a, b) => (a.Offset, a.Length).CompareTo((b.Offset, b.Length)));
            CheckCoverage(tensors, dataLength, label);
            return new SafetensorsHeader([.. tensors.Select(tensor => tensor with { Offset = dataStart + tensor.Offset })], metadata);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or OverflowException)
        {
            // InvalidOperationException is how the reader reports text that is not UTF-8.
            var at = e is JsonException { BytePositionInLine: { } position } ? $" (near byte {position})" : "";
            throw CheckpointException.Invalid(label, $"the header is not well-formed JSON of the expected depth{at}", e);
        }
    }

    private static void CheckCoverage(List<SafetensorsTensor> tensors, long dataLength, string label)
    {
        var needed = tensors.Count == 0 ? 0 : tensors.Max(tensor => tensor.Offset + tensor.Length);
        if (needed > dataLength)
        {
            throw CheckpointException.Invalid(label, $"truncated (the tensors need {needed} bytes, the file holds {dataLength})");
        }

        long end = 0;
        var empty = 0;
        foreach (var tensor in tensors)
        {
            if (tensor.Offset != end)
            {
                var problem = tensor.Offset < end
                    ? "overlaps the one before it"
                    : $"leaves a hole of {tensor.Offset - end} bytes before it";
                throw CheckpointException.Invalid(label, $"tensor {tensor.Name} {problem}");
            }

            if (tensor.Length == 0 && ++empty > MaxEmptyTensors)
            {
                throw CheckpointException.Invalid(label, $"more than {MaxEmptyTensors} tensors are empty");
            }

            end += tensor.Length;
        }

        if (end != dataLength)
        {
            throw CheckpointException.Invalid(label, $"{dataLength - end} bytes after the last tensor belong to none");
        }
    }
}
