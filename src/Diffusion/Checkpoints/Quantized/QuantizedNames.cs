using System.Globalization;

namespace Atelier.Diffusion.Checkpoints;

/// <summary>
/// How a safetensors file says that weights of it are small integers:
/// <list type="bullet">
/// <item><c>__metadata__</c>: <c>atelier.quantization</c> is <c>int8</c> or <c>int4</c>, <c>atelier.quantization.block</c> the
/// block.</item>
/// <item>A matrix: <c>X.weight</c> U8 [rows, blocks, bytes of a block], low half of a byte first; <c>X.weight_scale</c> [rows,
/// blocks].</item>
/// <item>A convolution: <c>X.weight</c> I8 in its own shape; <c>X.weight_scale</c> [output channels].</item>
/// </list>
/// </summary>
internal static class QuantizedNames
{
    public const string Form = "atelier.quantization";
    public const string Block = "atelier.quantization.block";
    public const string Scale = "_scale";

    /// <summary>The block of a file that has quantized weights; null for any other file.</summary>
    /// <exception cref="CheckpointException">The notes contradict each other.</exception>
    public static int? BlockOf(SafetensorsFile file)
    {
        if (!file.Metadata.TryGetValue(Form, out var form))
        {
            return null;
        }

        if (form is not ("int8" or "int4"))
        {
            throw CheckpointException.Invalid(file.Label, $"{Form} of __metadata__ is '{form}'; it must be int8 or int4");
        }

        var text = file.Metadata.GetValueOrDefault(Block);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var block) && block is 16 or 32 or 64 or 128 or 256
            ? block
            : throw CheckpointException.Invalid(file.Label, $"{Block} of __metadata__ is '{text}'; it must be 16, 32, 64, 128 or 256");
    }
}
