using System.Text.Json;
using Atelier.Host.Automation.Recipes.Reading;

namespace Atelier.Host.Api.Native.Contracts;

/// <summary>A recipe in a list.</summary>
/// <param name="Format"><c>yaml</c> or <c>json</c>.</param>
/// <param name="Problem">What is wrong with it first, with line and column; null where it reads well.</param>
internal sealed record RecipeSummary(string Name, string Description, string Format, DateTimeOffset ChangedAt, string? Problem);

/// <summary>A recipe.</summary>
/// <param name="Format"><c>yaml</c> or <c>json</c>.</param>
/// <param name="Problems">All that is wrong with it now, in the text's order; parts, models and files that it names included.</param>
internal sealed record RecipeView(string Name, string Format, string Text, DateTimeOffset ChangedAt, IReadOnlyList<RecipeProblem> Problems);

/// <summary>A recipe to keep.</summary>
/// <param name="Text">At most 256 K characters.</param>
/// <param name="Format"><c>yaml</c> or <c>json</c>. Default: yaml.</param>
internal sealed record RecipeBody(string Text, string Format = "yaml");

/// <summary>A recipe to check and not to keep.</summary>
/// <param name="Text">At most 256 K characters.</param>
/// <param name="Name">What its file is called. Default: the name that it says itself.</param>
/// <param name="Format"><c>yaml</c> or <c>json</c>. Default: yaml.</param>
internal sealed record RecipeCheckBody(string Text, string? Name = null, string Format = "yaml");

/// <param name="Problems">All that is wrong, in the text's order.</param>
internal sealed record RecipeCheckView(bool IsRight, IReadOnlyList<RecipeProblem> Problems);

/// <param name="Arguments">Texts, numbers, true or false by name, where the recipe takes arguments.</param>
internal sealed record RecipeRunBody(IReadOnlyDictionary<string, JsonElement>? Arguments = null);
