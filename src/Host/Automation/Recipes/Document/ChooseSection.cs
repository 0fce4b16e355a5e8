using System.Collections.Frozen;
using System.ComponentModel;
using System.Text.Json;

namespace Atelier.Host.Automation.Recipes.Document;

internal sealed record ChooseSection
{
    [Description("How many are taken. Default: 1.")]
    public int Best { get; init; } = 1;

    [Description("Scorers by name: a weight, or an object of weight and options. Scores are brought to 0 to 1 by each scorer's range.")]
    public IReadOnlyDictionary<string, JsonElement> Scorers { get; init; } = FrozenDictionary<string, JsonElement>.Empty;

    [Description("A script that is given the pictures' ids, best first, and returns those to take.")]
    public string? Script { get; init; }
}
