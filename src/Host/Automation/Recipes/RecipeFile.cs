namespace Atelier.Host.Automation.Recipes;

/// <summary>A recipe as it lies in its folder.</summary>
/// <param name="IsJson">Whether it is JSON, and not YAML.</param>
internal sealed record RecipeFile(string Name, string Text, bool IsJson, DateTimeOffset ChangedAt);
