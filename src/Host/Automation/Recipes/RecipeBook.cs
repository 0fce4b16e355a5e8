using Atelier.Generation;
using Atelier.Host.Automation.Recipes.Reading;
using Atelier.Host.Texts;

namespace Atelier.Host.Automation.Recipes;

/// <summary>The recipes, read and checked.</summary>
internal sealed class RecipeBook(RecipeFolder folder, RecipeReader reader, RecipeParts parts)
{
    /// <summary>The recipe of a name.</summary>
    /// <param name="field">That names it, for errors.</param>
    /// <exception cref="RequestException">There is none.</exception>
    public RecipeFile Find(string name, string field) => folder.Find(name) ?? throw new RequestException(
        field, $"there is no recipe {OneLine.Quoted(name)}{NearestName.Hint(name, folder.List().Select(file => file.Name))}");

    /// <summary>Reads a recipe by itself: quick, and without a worker.</summary>
    public RecipeReading Read(string name, string text, bool isJson) => reader.Read(name, text, isJson);

    /// <summary>Reads a recipe and looks up all that it names: model, samplers, scorers, rules.</summary>
    /// <exception cref="Worker.WorkerUnavailableException">No worker has said what it brings.</exception>
    public async Task<IReadOnlyList<RecipeProblem>> CheckAsync(string name, string text, bool isJson, CancellationToken cancellation)
    {
        var reading = reader.Read(name, text, isJson);
        return reading.Recipe is not { } recipe ? reading.Problems : RecipeReader.InOrder(
            (await parts.ProblemsAsync(recipe, cancellation)).Select(problem => reading.Places!.Problem(problem.Field, problem.Detail)));
    }

    /// <summary>Reads a recipe that is to be run.</summary>
    /// <exception cref="RequestException">It is wrong; the message says how much of it, and the first with its line.</exception>
    public CheckedRecipe Require(string name, string text, bool isJson, string field)
    {
        var reading = reader.Read(name, text, isJson);
        return reading.Recipe ?? throw new RequestException(
            field, $"the recipe {OneLine.Quoted(name)} is wrong in line {reading.Problems[0]}{(reading.Problems.Count > 1 ? $" (and {reading.Problems.Count - 1} more)" : "")}");
    }
}
