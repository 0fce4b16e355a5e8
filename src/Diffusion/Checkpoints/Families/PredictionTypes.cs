using System.Buffers.Binary;
using System.Text;
using System.Text.RegularExpressions;

namespace Atelier.Diffusion.Checkpoints;

/// <summary>
/// What a single file's UNet predicts. Weights do not say; these are asked in order: the scheduler_config.json of the folder beside the
/// file, <c>parameterization: "v"</c> in a .yaml of the file's name (AUTOMATIC1111's habit), the file's own notes, a marker tensor,
/// and for SD 2.x the spread of one bias, which is wide in the v-prediction models (ComfyUI, supported_models.py).
/// </summary>
internal static partial class PredictionTypes
{
    public const string Epsilon = "epsilon";
    public const string V = "v_prediction";
    private const string TellingBias = "up_blocks.3.attentions.2.transformer_blocks.0.norm1.bias";
    private const double TellingSpread = 0.09;
    private static readonly string[] Notes = ["modelspec.prediction_type", "modelspec.predict_key"];

    /// <summary>The training schedule of a checkpoint without scheduler_config.json.</summary>
    /// <exception cref="CheckpointException">The file says that it was trained in a way that does not run.</exception>
    public static SchedulerConfig Guess(Layout layout, ModelFamily family)
    {
        if (layout.Markers.Any(marker => marker.StartsWith("edm_", StringComparison.Ordinal)))
        {
            throw CheckpointException.For(
                layout.Label, "refused: trained with EDM's noise schedule (it holds edm_ markers), which this version does not run");
        }

        return new SchedulerConfig
        {
            PredictionType = FromYaml(layout.Path) ?? FromNotes(layout.Metadata)
                ?? (layout.Markers.Contains("v_pred") ? V : FromSpread(layout, family)),
            RescaleBetasZeroSnr = layout.Markers.Contains("ztsnr"),
        };
    }

    private static string? FromYaml(string path)
    {
        var yaml = Path.ChangeExtension(path, ".yaml");
        if (!File.Exists(yaml))
        {
            return null;
        }

        var match = Parameterization()
            .Match(Encoding.UTF8.GetString(BoundedJson.Bytes(yaml, Path.GetFileName(yaml), BoundedJson.ConfigBytes)));
        return !match.Success ? null : match.Groups["type"].Value == "v" ? V : Epsilon;
    }

    private static string? FromNotes(IReadOnlyDictionary<string, string> metadata) =>
        Notes.Select(metadata.GetValueOrDefault).FirstOrDefault(note => note is not null) switch
        {
            "v" or V => V,
            Epsilon => Epsilon,
            _ => null,
        };

    private static string FromSpread(Layout layout, ModelFamily family)
    {
        var unet = layout.Components[Components.UNet];
        if (family is not { Id: Families.Sd2, Variant: "base" }
            || unet.Find(TellingBias) is not { } bias
            || Floats(unet.Bytes(bias), bias.Type) is not { Length: > 0 } values)
        {
            return Epsilon;
        }

        var mean = values.Average();
        return Math.Sqrt(values.Average(value => (value - mean) * (value - mean))) > TellingSpread ? V : Epsilon;
    }

    private static double[] Floats(ReadOnlySpan<byte> bytes, TensorType type)
    {
        var values = new double[type is TensorType.F16 or TensorType.BF16 or TensorType.F32 ? bytes.Length / type.Size() : 0];
        for (var i = 0; i < values.Length; i++)
        {
            var at = bytes[(i * type.Size())..];
            values[i] = type switch
            {
                TensorType.F16 => (double)BinaryPrimitives.ReadHalfLittleEndian(at),
                TensorType.BF16 => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadInt16LittleEndian(at) << 16),
                _ => BinaryPrimitives.ReadSingleLittleEndian(at),
            };
        }

        return values;
    }

    [GeneratedRegex(
        """^\s*parameterization\s*:\s*["']?(?<type>v|eps)["']?\s*(#.*)?$""", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex Parameterization();
}
