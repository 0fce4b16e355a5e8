using System.Globalization;
using Atelier.DiscordBot.Commands.Read;
using Atelier.DiscordBot.Interactions;
using Atelier.Generation;

namespace Atelier.DiscordBot.Commands.Imagine;

/// <summary>LoRAs as <c>/imagine</c> takes them: <c>ink:0.8, details</c>.</summary>
internal static class AdapterList
{
    private const int Most = 5;
    private const double MostWeight = 10;

    /// <exception cref="Refusal">There is no such LoRA, or a weight is none.</exception>
    public static IReadOnlyList<AdapterUse> Read(string? text, IReadOnlyList<string> known)
    {
        var parts = (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return parts.Length > Most
            ? throw new Refusal($"`lora` may name at most {Most} LoRAs; this names {parts.Length}.")
            : [.. parts.Select(part => One(part, known)).DistinctBy(use => use.Name)];
    }

    private static AdapterUse One(string part, IReadOnlyList<string> known)
    {
        var colon = part.LastIndexOf(':');
        var weight = 1.0;
        var isWeight = colon < 0 || double.TryParse(part[(colon + 1)..], NumberStyles.Float, CultureInfo.InvariantCulture, out weight);
        if (!isWeight || !(Math.Abs(weight) <= MostWeight))
        {
            throw new Refusal($"`lora` takes a weight from -{MostWeight} to {MostWeight} after the colon, as in `details:0.8`.");
        }

        var name = (colon < 0 ? part : part[..colon]).Trim();
        return new AdapterUse { Name = Names.Find(known, name, "lora", one => one), Weight = weight };
    }
}
