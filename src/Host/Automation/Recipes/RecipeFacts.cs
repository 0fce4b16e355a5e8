using System.Text.Json;

namespace Atelier.Host.Automation.Recipes;

/// <summary>
/// All that a run goes by and that may be another the next time it is looked at: kept with the run, so that one that begins again asks for
/// the same.
/// </summary>
/// <param name="Run">The run's id.</param>
/// <param name="Text">The recipe as it was.</param>
/// <param name="IsJson">Whether that is JSON, and not YAML.</param>
/// <param name="Day">When it was due, or asked for, in the recipe's time zone.</param>
/// <param name="Counter">How many runs of this recipe there have been, this one included.</param>
internal sealed record RecipeFacts(
    string Run, string Text, bool IsJson, DateTimeOffset Day, long Counter, IReadOnlyDictionary<string, FetchedData> Data);

/// <summary>JSON from elsewhere.</summary>
/// <param name="Host">Where it is from, for messages.</param>
/// <param name="Answer">Null where it could not be reached.</param>
/// <param name="Fallback">Null where the recipe has none.</param>
internal sealed record FetchedData(string Host, JsonElement? Answer, JsonElement? Fallback);
