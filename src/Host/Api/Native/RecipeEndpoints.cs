using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Nodes;
using Atelier.Host.Api.Errors;
using Atelier.Host.Api.Json;
using Atelier.Host.Api.Native.Contracts;
using Atelier.Host.Automation.Recipes;
using Atelier.Host.Automation.Recipes.Reading;
using Atelier.Host.Automation.Runs;
using Atelier.Host.Security;
using Atelier.Host.Store;
using Atelier.Host.Texts;
using Microsoft.AspNetCore.Mvc;

namespace Atelier.Host.Api.Native;

/// <summary><c>/api/v1/recipes</c>.</summary>
internal static class RecipeEndpoints
{
    private const long LargestBody = 2 << 20;

    public static void Map(RouteGroupBuilder api)
    {
        var recipes = api.MapGroup("/recipes").WithTags("Recipes");
        recipes.MapGet("", (RecipeFolder folder, RecipeBook book) => folder.List().Select(file => Summary(file, book)).ToList())
            .RequireRole(Role.Viewer).WithSummary("All recipes, and whether they read well.");
        recipes.MapGet("/schema", () => RecipeSchema.Document).RequireRole(Role.Viewer).Produces<JsonObject>()
            .WithSummary("The JSON schema of a recipe, for editors.");
        recipes.MapPost("/check", CheckAsync).RequireRole(Role.Operator).TakesUpTo(LargestBody).Accepts<RecipeCheckBody>("application/json")
            .Produces<RecipeCheckView>()
            .WithSummary("Says all that is wrong with a recipe, with line and column, and keeps nothing.");
        recipes.MapGet("/{name}", GetAsync).RequireRole(Role.Operator).WithSummary("One recipe, and all that is wrong with it.");
        recipes.MapPut("/{name}", PutAsync).RequireRole(Role.Operator).TakesUpTo(LargestBody).Accepts<RecipeBody>("application/json")
            .Produces<RecipeView>()
            .WithSummary("Keeps a recipe, in the place of an earlier one of its name. One that does not read well is refused.");
        recipes.MapDelete("/{name}", DeleteAsync).RequireRole(Role.Operator).Produces(StatusCodes.Status204NoContent)
            .WithSummary("Removes a recipe. What it published stays.");
        recipes.MapPost("/{name}/run", RunAsync).RequireRole(Role.Operator).Accepts<RecipeRunBody>("application/json")
            .Produces<RunView>(StatusCodes.Status202Accepted)
            .WithSummary("Runs a recipe. When this is answered, the run survives whatever happens to the server.");
    }

    private static RecipeSummary Summary(RecipeFile file, RecipeBook book)
    {
        var reading = book.Read(file.Name, file.Text, file.IsJson);
        return new RecipeSummary(
            file.Name, reading.Recipe?.Document.Description ?? "", FormatOf(file), file.ChangedAt,
            reading.Problems is [var first, ..] ? $"{first}" : null);
    }

    private static async Task<RecipeCheckView> CheckAsync(HttpContext context, RecipeBook book, CancellationToken cancellation)
    {
        var body = await StrictJson.ReadAsync<RecipeCheckBody>(context.Request, cancellation);
        var isJson = IsJson(body.Format);
        var problems = await book.CheckAsync(body.Name ?? OwnName(body.Text, isJson), body.Text, isJson, cancellation);
        return new RecipeCheckView(problems.Count == 0, problems);
    }

    private static async Task<RecipeView> GetAsync(string name, RecipeFolder folder, RecipeBook book, CancellationToken cancellation) =>
        await ViewAsync(Find(name, folder), book, cancellation);

    private static async Task<RecipeView> PutAsync(
        HttpContext context, string name, RecipeFolder folder, RecipeBook book, AuditLog audit, CancellationToken cancellation)
    {
        var body = await StrictJson.ReadAsync<RecipeBody>(context.Request, cancellation);
        if (!RecipeFolder.IsName(name))
        {
            throw new ApiException(ApiError.Invalid("name", $"{OneLine.Quoted(name)} is not possible; it {RecipeFolder.NameWords}"));
        }

        var isJson = IsJson(body.Format);
        var reading = book.Read(name, body.Text, isJson);
        if (reading.Problems.Count > 0)
        {
            throw new ApiException(ApiError.Invalid(
                [.. reading.Problems.Select(problem => new FieldProblem("text", $"line {problem}"))]));
        }

        folder.Put(name, body.Text, isJson);
        await audit.WriteAsync(context.Caller().Name, "recipe.put", name, cancellation);
        return await ViewAsync(Find(name, folder), book, cancellation);
    }

    private static async Task<IResult> DeleteAsync(
        HttpContext context, string name, RecipeFolder folder, AuditLog audit, CancellationToken cancellation)
    {
        Find(name, folder);
        folder.Delete(name);
        await audit.WriteAsync(context.Caller().Name, "recipe.delete", name, cancellation);
        return Results.NoContent();
    }

    private static async Task<IResult> RunAsync(
        HttpContext context, string name, RecipeFolder folder, RunStart start,
        [FromHeader(Name = RunStart.Key), Description(RunStart.KeyWords)] string? idempotencyKey, CancellationToken cancellation)
    {
        var body = await StrictJson.ReadAsync(context.Request, new RecipeRunBody(), cancellation);
        Find(name, folder);
        var target =
            new RunTarget(RunKinds.Recipe, name, JsonSerializer.Serialize(body.Arguments ?? new Dictionary<string, JsonElement>()));
        return await start.AcceptAsync(context, target, idempotencyKey, cancellation);
    }

    private static RecipeFile Find(string name, RecipeFolder folder) => folder.Find(name) ?? throw new ApiException(ApiError.NotFound(
        $"there is no recipe {OneLine.Quoted(name)}{NearestName.Hint(name, folder.List().Select(file => file.Name))}"));

    private static async Task<RecipeView> ViewAsync(RecipeFile file, RecipeBook book, CancellationToken cancellation) =>
        new(file.Name, FormatOf(file), file.Text, file.ChangedAt, await book.CheckAsync(file.Name, file.Text, file.IsJson, cancellation));

    private static string FormatOf(RecipeFile file) => file.IsJson ? "json" : "yaml";

    private static bool IsJson(string format) => format is "json" or "yaml"
        ? format == "json"
        : throw new ApiException(ApiError.Invalid("format", $"{OneLine.Quoted(format)} is unknown; it must be yaml or json"));

    // What it says itself cannot differ from a name that nobody gave.
    private static string OwnName(string text, bool isJson) =>
        RecipeReader.NameIn(text, isJson) is { } name && RecipeFolder.IsName(name) ? name : "recipe";
}
