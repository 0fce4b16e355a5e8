using System.Globalization;
using Atelier.Diffusion.Pipeline.Prompts;
using Atelier.Generation;

namespace Atelier.Diffusion.Pipeline.Adapters;

/// <summary>
/// <c>&lt;lora:name:te:unet&gt;</c> as AUTOMATIC1111 reads it (extra_networks_lora.py): one number is for both, and each may be named
/// (<c>te=</c>, <c>unet=</c>). <c>start=</c> and <c>end=</c> are fractions of the schedule.
/// </summary>
internal static class AdapterTag
{
    private static readonly string[] Kinds = ["lora", "lyco"];
    private static readonly string[] Names = ["te", "unet", "start", "end"];

    /// <param name="tag">From a prompt.</param>
    /// <param name="field">The prompt's.</param>
    /// <exception cref="RequestException">The tag is not for an adapter, or a number in it is none.</exception>
    public static AdapterUse Read(ExtraNetwork tag, string field)
    {
        var text = $"<{tag.Kind}:{string.Join(':', [.. tag.Arguments, .. tag.NamedArguments.Select(pair => $"{pair.Key}={pair.Value}")])}>";
        if (!Kinds.Contains(tag.Kind, StringComparer.OrdinalIgnoreCase))
        {
            throw new RequestException(field, $"{text} asks for a {tag.Kind}, which nothing here applies; <lora:name:weight> is known");
        }

        if (tag.Arguments is not [{ Length: > 0 } name, ..])
        {
            throw new RequestException(field, $"{text} names no adapter; write <lora:name:weight>");
        }

        if (tag.NamedArguments.Keys.FirstOrDefault(key => !Names.Contains(key)) is { } unknown)
        {
            throw new RequestException(field, $"{text} says {unknown}=, which is not known; known are te=, unet=, start= and end=");
        }

        var text0 = Number("te") ?? At(1) ?? 1;
        var use = new AdapterUse
        {
            Name = name,
            TextEncoderWeight = text0,
            Weight = Number("unet") ?? At(2) ?? At(1) ?? 1,
            Start = Number("start") ?? 0,
            End = Number("end") ?? 1,
        };
        return Validation.AdapterChecks.Of(use, text).FirstOrDefault() is { } problem
            ? throw new RequestException(field, problem.Message)
            : use;

        double? At(int index) => index < tag.Arguments.Count ? Parse(tag.Arguments[index]) : null;

        double? Number(string key) => tag.NamedArguments.TryGetValue(key, out var value) ? Parse(value) : null;

        double Parse(string value) =>
            double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw new RequestException(
                field, $"{text} says '{value}' where a number belongs; write <lora:name:weight>, such as <lora:name:0.8>");
    }
}
