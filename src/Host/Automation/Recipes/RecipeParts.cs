using System.Text.Json;
using System.Text.Json.Nodes;
using Atelier.Diffusion.Pipeline;
using Atelier.Diffusion.Pipeline.Upscale;
using Atelier.Generation;
using Atelier.Host.Api.Errors;
using Atelier.Host.Api.Json;
using Atelier.Host.Automation.Recipes.Reading;
using Atelier.Host.Automation.Recipes.Running;
using Atelier.Host.Automation.Runs;
using Atelier.Host.Automation.Templates;
using Atelier.Host.Plugins;
using Atelier.Host.Queue;
using Atelier.Host.Worker;

namespace Atelier.Host.Automation.Recipes;

/// <summary>Looks up what a recipe names, where only plugins, models and files can say whether it is there.</summary>
/// <param name="scripts">Runs scripts; null where this server runs none.</param>
internal sealed class RecipeParts(RequestProblems requests, UpscalerList upscalers, IWorkers workers, Func<IRunner?> scripts)
{
    private static readonly string[] Prompts = ["prompt", "negativePrompt"];

    /// <exception cref="WorkerUnavailableException">No worker has said what it brings.</exception>
    public async Task<IReadOnlyList<FieldProblem>> ProblemsAsync(CheckedRecipe recipe, CancellationToken cancellation)
    {
        var problems = new List<FieldProblem>();
        foreach (var (index, variant) in recipe.Variants.Index())
        {
            var request = StrictJson.Read<GenerationRequest>(WithoutTemplates(variant));
            var (wrong, _) = await requests.FindAsync(request, cancellation);
            problems.AddRange(wrong.Select(problem => new FieldProblem(FieldOf(recipe, index, problem.Field), problem.Problem)));
        }

        var curators = await workers.AskAsync(new CuratorsQuestion(), cancellation);
        problems.AddRange(Parts("rule", curators.Rules, recipe.Rules.Select(use => (use, $"check.{use.Name}"))));
        problems.AddRange(
            Parts("scorer", curators.Scorers, recipe.Scorers.Select(scorer => (scorer.Use, $"choose.scorers.{scorer.Use.Name}"))));
        if (recipe.Finish.Enlarging is { } enlarging)
        {
            const string field = "post.upscale.upscaler";
            var all = await upscalers.WaitAsync(cancellation);
            problems.AddRange(Try(field, () => UpscalerCatalog.Find(all, enlarging.Upscaler, field, ofPictures: true)));
        }

        if (recipe.Document.Choose.Script is { } script)
        {
            try
            {
                await Choice.CheckAsync(scripts(), script, cancellation);
            }
            catch (RequestException exception)
            {
                problems.Add(new FieldProblem(exception.Field, exception.Problem));
            }
        }

        return problems;
    }

    private static IEnumerable<FieldProblem> Parts(
        string kind, IReadOnlyList<CuratorInfo> known, IEnumerable<(PartUse Use, string Field)> uses)
    {
        var table = new PartTable<CuratorInfo>(kind, known.Select(part => Part<CuratorInfo>.Of(kind, part)));
        return uses.SelectMany(use => Try(use.Field, () =>
        {
            var part = table.Find(use.Use.Name);
            RequestOptions.Bind(use.Field, part.Options, use.Use.Options);
            _ = part.Lacks is { } lacking ? throw new RequestException(use.Field, lacking) : part;
        }));
    }

    private static IReadOnlyList<FieldProblem> Try(string field, Action look)
    {
        try
        {
            look();
            return [];
        }
        catch (RequestException exception)
        {
            return [new FieldProblem(field, exception.Problem)];
        }
    }

    // Some word stands for what a prompt's templates will say; what else has one is looked up when it is known.
    private static JsonElement WithoutTemplates(JsonElement variant)
    {
        var fields = JsonObject.Create(variant)!;
        foreach (var (name, value) in fields.ToList())
        {
            if (value is JsonValue text && text.TryGetValue<string>(out var written) && Template.Parse(written).Places.Any())
            {
                fields.Remove(name);
                if (Prompts.Contains(name))
                {
                    fields.Add(name, Template.Parse(written).Render(_ => "something"));
                }
            }
        }

        return JsonSerializer.SerializeToElement(fields);
    }

    private static string FieldOf(CheckedRecipe recipe, int variant, string field) =>
        recipe.Document.Generate.TryGetProperty(GenerateReader.Variants, out var variants)
        && variants[variant].TryGetProperty(field.Split('.', '[')[0], out _)
            ? $"generate.{GenerateReader.Variants}[{variant}].{field}"
            : $"generate.{field}";
}
