using System.Text.Json;
using Atelier.Host.Automation.Publishing;
using Atelier.Host.Automation.Recipes.Templates;
using Atelier.Host.Automation.Runs;

namespace Atelier.Host.Automation.Recipes.Running;

/// <summary>What is handed to the publisher.</summary>
internal static class Handover
{
    public static IReadOnlyList<JsonElement> Rendered(CheckedRecipe recipe, TemplateScope scope) =>
        [.. recipe.Document.Publish.Select(target => Rendering.Of(target, scope))];

    public static Publication Publication(
        Run run, CheckedRecipe recipe, IReadOnlyList<JudgedCandidate> chosen, IReadOnlyList<PublishedFile> files, TemplateScope scope)
    {
        // When it was asked for: a run that begins again publishes the same.
        var at = run.DueAt ?? run.CreatedAt;
        return new Publication(recipe.Name, run.Id, at, files, Details(recipe, chosen))
        {
            Owner = run.Owner,
            Alt = recipe.Document.Alt is { } alt ? scope.Render(alt) : chosen[0].Candidate.Picture.Prompt,
        };
    }

    private static string Details(CheckedRecipe recipe, IReadOnlyList<JudgedCandidate> chosen) => JsonSerializer.Serialize(
        new
        {
            Recipe = recipe.Name,
            Pictures = chosen.Select(one => new
            {
                one.Candidate.Picture.Prompt,
                one.Candidate.NegativePrompt,
                one.Candidate.Picture.Seed,
                one.Candidate.Picture.Model,
                Scores = one.Scores.ToDictionary(score => score.Scorer, score => score.Score),
            }),
        },
        JsonSerializerOptions.Web);
}
