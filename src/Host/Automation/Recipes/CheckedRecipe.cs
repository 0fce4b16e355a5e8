using System.Text.Json;
using Atelier.Host.Automation.Recipes.Document;
using Atelier.Host.Worker;

namespace Atelier.Host.Automation.Recipes;

/// <summary>A recipe that was read and found right, as far as that shows without the parts and files that it names.</summary>
/// <param name="Variants">Generation requests as JSON, their templates not yet filled in; at least one.</param>
/// <param name="Seed">How seeds are chosen.</param>
internal sealed record CheckedRecipe(
    string Name, RecipeDocument Document, IReadOnlyList<JsonElement> Variants, SeedChoice Seed, IReadOnlyList<PartUse> Rules,
    IReadOnlyList<WeightedScorer> Scorers,
    Finish Finish);

/// <summary>How the seeds of a run are chosen.</summary>
/// <param name="IsDaily">From the recipe's name and the date; otherwise from the run.</param>
/// <param name="Fixed">This one, where it is given.</param>
internal sealed record SeedChoice(bool IsDaily, ulong? Fixed);

/// <param name="Weight">Above 0.</param>
internal sealed record WeightedScorer(PartUse Use, double Weight);

/// <summary>What is done to the pictures that are taken.</summary>
/// <param name="Sizes">At least one.</param>
internal sealed record Finish(
    Enlarging? Enlarging, IReadOnlyList<NamedSize> Sizes, FinishFocus Focus, IReadOnlyList<FinishedFormat> Formats);

/// <param name="Crop">As the recipe names it: sizes of one crop show the same. Empty for the picture's own size.</param>
/// <param name="Name">What its files are called; with its width where the crop has several.</param>
internal sealed record NamedSize(string Crop, string Name, FinishedSize Size);
