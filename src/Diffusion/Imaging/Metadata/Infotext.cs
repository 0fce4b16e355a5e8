using System.Text;
using Atelier.Generation;

namespace Atelier.Diffusion.Imaging.Metadata;

/// <summary>
/// AUTOMATIC1111's <c>parameters</c> text: the prompt, the negative prompt, and a line of <c>Key: value</c> pairs
/// (stable-diffusion-webui, <c>modules/processing.py</c> and <c>modules/infotext_utils.py</c>). It says what that program has a word for;
/// a <see cref="Recipe"/> says all.
/// </summary>
/// <param name="Prompt">May have several lines.</param>
/// <param name="NegativePrompt">May have several lines; empty where there is none.</param>
/// <param name="Fields">The pairs as they are written, in order: <c>Steps</c>, <c>Sampler</c>, … <c>Version</c>.</param>
public sealed record Infotext(string Prompt, string NegativePrompt, IReadOnlyList<KeyValuePair<string, string>> Fields)
{
    private const string NegativeStart = "Negative prompt:";

    // Fewer pairs than this are taken for the prompt's last line.
    private const int LeastFields = 3;

    /// <summary>A field's value, the last one's where a key comes twice; null where there is none.</summary>
    /// <param name="key">As AUTOMATIC1111 spells it: <c>CFG scale</c>.</param>
    public string? this[string key] => Fields.LastOrDefault(field => field.Key == key).Value;

    /// <summary>
    /// Reads a text, as <c>parse_generation_parameters</c> does, but without its defaults (see <see cref="ToParameters"/>). No text is
    /// refused: one without pairs is all prompt.
    /// </summary>
    /// <param name="text">The text.</param>
    public static Infotext Parse(string text)
    {
        var lines = text.Trim().Split('\n').ToList();
        var fields = InfotextFields.Split(lines[^1]);
        if (fields.Count >= LeastFields)
        {
            lines.RemoveAt(lines.Count - 1);
        }
        else
        {
            fields.Clear();
        }

        var prompt = new StringBuilder();
        var negative = new StringBuilder();
        var target = prompt;
        foreach (var raw in lines)
        {
            var line = raw.Trim();
            if (line.StartsWith(NegativeStart, StringComparison.Ordinal))
            {
                target = negative;
                line = line[NegativeStart.Length..].Trim();
            }

            target.Append(target.Length == 0 ? "" : "\n").Append(line);
        }

        // AUTOMATIC1111 drops empty values too.
        var values = fields.Where(field => field.Value.Length > 0).Select(field => KeyValuePair.Create(field.Key, Unquote(field.Value)));
        return new Infotext(prompt.ToString(), negative.ToString(), [.. values]);
    }

    /// <summary>
    /// What AUTOMATIC1111 would read from this text: both prompts, sizes split in two, and its defaults for what is missing.
    /// </summary>
    public IReadOnlyDictionary<string, string> ToParameters() => InfotextDefaults.Apply(this);

    /// <summary>
    /// A request for what the text says. Sampler and schedule are as the text spells them, <c>DPM++ 2M Karras</c> in one included.
    /// </summary>
    /// <exception cref="RequestException">A value is not what its field needs.</exception>
    public GenerationRequest ToRequest() => InfotextWords.Read(this);

    /// <summary>The text, as <c>create_infotext</c> writes it.</summary>
    public override string ToString()
    {
        var negative = NegativePrompt.Length == 0 ? "" : $"\n{NegativeStart} {NegativePrompt}";
        var pairs = Fields.Select(field => field.Key == field.Value ? field.Key : $"{field.Key}: {Quote(field.Value)}");
        return $"{Prompt}{negative}\n{string.Join(", ", pairs)}".Trim();
    }

    private static string Quote(string value) => value.AsSpan().ContainsAny(',', '\n', ':') ? PythonJson.Write(value) : value;

    private static string Unquote(string value) => value[0] == '"' && value[^1] == '"' ? PythonJson.Read(value) ?? value : value;
}
