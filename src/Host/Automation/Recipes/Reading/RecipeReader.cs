using System.Text.Json;
using Atelier.Diffusion.Pipeline;
using Atelier.Host.Api.Errors;
using Atelier.Host.Api.Json;
using Atelier.Host.Automation.Publishing;
using Atelier.Host.Automation.Recipes.Document;

namespace Atelier.Host.Automation.Recipes.Reading;

/// <summary>What came of reading a recipe: either it is right, or everything that is wrong with it is said.</summary>
/// <param name="Places">Where its fields stand; null where it is neither YAML nor JSON.</param>
internal sealed record RecipeReading(CheckedRecipe? Recipe, IReadOnlyList<RecipeProblem> Problems, DocumentPlaces? Places = null);

/// <summary>
/// Reads recipes strictly: unknown names, wrong types and numbers out of range are found all at once, each with its line and column.
/// </summary>
internal sealed class RecipeReader(GenerationLimits limits, IPublisher publisher)
{
    public const int LongestText = 256 * 1024;

    /// <param name="name">The file's name without its ending.</param>
    public RecipeReading Read(string name, string text, bool isJson)
    {
        if (text.Length > LongestText)
        {
            return new RecipeReading(
                null, [new RecipeProblem(1, 1, "", $"the recipe has {text.Length} characters; at most {LongestText} are read")]);
        }

        try
        {
            return Read(name, text, Parse(text, isJson));
        }
        catch (DocumentException exception)
        {
            var (line, column) = DocumentPlaces.Of(text, exception.At);
            return new RecipeReading(null, [new RecipeProblem(line, column, "", exception.Message)]);
        }
    }

    /// <summary>The name that a recipe says itself; null where it says none, or cannot be read.</summary>
    public static string? NameIn(string text, bool isJson)
    {
        try
        {
            return Parse(text, isJson) is MapNode map && map.Entries.FirstOrDefault(entry => entry.Name == "name")?.Value is ScalarNode name
                ? name.Text
                : null;
        }
        catch (DocumentException)
        {
            return null;
        }
    }

    private static DocumentNode Parse(string text, bool isJson) => isJson ? JsonText.Read(text) : YamlText.Read(text);

    private RecipeReading Read(string name, string text, DocumentNode root)
    {
        var places = new DocumentPlaces(text, root);
        if (root is not MapNode map)
        {
            return new RecipeReading(null, [places.Problem("", "a recipe is a map of name, generate, publish and so on")]);
        }

        RecipeDocument document;
        var json = DocumentJson.Of(root);
        try
        {
            document = StrictJson.Read<RecipeDocument>(json);
        }
        catch (ApiException exception)
        {
            var wrong = exception.Error.Problems.Select(problem => places.Problem(problem.Field, problem.Detail));
            return new RecipeReading(null, InOrder(wrong.Concat(GenerateProblems(json, places))));
        }

        var problems = new List<FieldProblem>();
        problems.AddRange(HeadReader.Check(name, document));
        var (variants, seed) = GenerateReader.Read(document.Generate, limits, problems);
        var rules = PartUseReader.Rules(document.Check, problems);
        var scorers = PartUseReader.Scorers(document.Choose, problems);
        var finish = FinishReader.Read(document.Post, document.Choose.Best, problems);
        problems.AddRange(document.Publish.SelectMany((target, index) => publisher.Check(target).Select(
            problem => new FieldProblem(
                problem.Field.Length > 0 ? $"publish[{index}].{problem.Field}" : $"publish[{index}]", problem.Problem))));
        var all = InOrder(
            problems.Select(problem => places.Problem(problem.Field, problem.Detail))
                .Concat(TemplateProblems.Of(text, map, document, places)));
        return all.Count > 0
            ? new RecipeReading(null, all, places)
            : new RecipeReading(new CheckedRecipe(name, document, variants, seed, rules, scorers, finish), [], places);
    }

    // The rest may be wrong as a whole, and what is made is still worth checking.
    private IEnumerable<RecipeProblem> GenerateProblems(JsonElement root, DocumentPlaces places)
    {
        var problems = new List<FieldProblem>();
        if (root.TryGetProperty("generate", out var generate))
        {
            GenerateReader.Read(generate, limits, problems);
        }

        return problems.Select(problem => places.Problem(problem.Field, problem.Detail));
    }

    public static IReadOnlyList<RecipeProblem> InOrder(IEnumerable<RecipeProblem> problems) =>
        [.. problems.Distinct().OrderBy(problem => problem.Line).ThenBy(problem => problem.Column)];
}
