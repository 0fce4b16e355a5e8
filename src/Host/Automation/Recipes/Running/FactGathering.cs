using System.Text.Json;
using Atelier.Host.Automation.Recipes.Templates;
using Atelier.Host.Automation.Runs;

namespace Atelier.Host.Automation.Recipes.Running;

/// <summary>Finds what a run goes by, once: a run that begins again gets the same.</summary>
internal sealed class FactGathering(RecipeBook book, IRecipeStore store, DataFetch fetch)
{
    public async Task<RecipeFacts> GatherAsync(Run run, IRunLog log, CancellationToken cancellation)
    {
        if (await store.FactsAsync(run.Id, cancellation) is { } kept)
        {
            log.Write("info", "the run begins again, by the facts that it began with");
            return JsonSerializer.Deserialize<RecipeFacts>(kept)!;
        }

        const string field = "target.name";
        var file = book.Find(run.Target.Name, field);
        var recipe = book.Require(file.Name, file.Text, file.IsJson, field);
        var counter = await store.CountAsync(recipe.Name, run.Id, cancellation);
        var day = TimeZoneInfo.ConvertTime(run.DueAt ?? run.CreatedAt, TimeZoneInfo.FindSystemTimeZoneById(recipe.Document.TimeZone));
        var facts = new RecipeFacts(run.Id, file.Text, file.IsJson, day, counter, new Dictionary<string, FetchedData>());

        // Draws of its own: what addresses pick leaves what prompts pick as it is.
        var scope = new TemplateScope(
            facts, recipe.Name, recipe.Document.Hemisphere, RecipeArguments.Bind(recipe.Document.Args, run.Target.Arguments),
            new Chance($"data {run.Id}"));
        var data = new Dictionary<string, FetchedData>();
        foreach (var (name, source) in recipe.Document.Data)
        {
            data.Add(name, await fetch.ReadAsync(name, source, scope, log, cancellation));
        }

        facts = facts with { Data = data };
        await store.KeepAsync(run.Id, JsonSerializer.Serialize(facts), cancellation);
        return facts;
    }
}
