using Atelier.Host.Automation.Recipes.Document;
using Atelier.Host.Automation.Recipes.Templates;
using Atelier.Host.Automation.Templates;

namespace Atelier.Host.Automation.Recipes.Reading;

/// <summary>Finds expressions that mean nothing, and where they stand.</summary>
internal static class TemplateProblems
{
    /// <summary>The sections whose texts are templates.</summary>
    private static readonly string[] Sections = ["data", "generate", "alt", "publish", "notify"];

    public static IEnumerable<RecipeProblem> Of(string text, MapNode root, RecipeDocument document, DocumentPlaces places)
    {
        var later = new TemplateCheck([.. document.Data.Keys], [.. document.Args.Keys]);

        // One source's address cannot hold what another answers.
        var sooner = new TemplateCheck([], [.. document.Args.Keys]);
        return root.Entries.Where(entry => Sections.Contains(entry.Name))
            .SelectMany(entry => Texts(entry.Value, entry.Name).SelectMany(
                found => Problems(text, found.Node, found.Field, entry.Name == "data" ? sooner : later, places)));
    }

    private static IEnumerable<(ScalarNode Node, string Field)> Texts(DocumentNode node, string field) => node switch
    {
        MapNode map =>
            map.Entries.Where(entry => entry.Name != "fallback").SelectMany(entry => Texts(entry.Value, $"{field}.{entry.Name}")),
        ListNode list => list.Items.SelectMany((item, index) => Texts(item, $"{field}[{index}]")),
        ScalarNode { Kind: ScalarKind.Text } scalar => [(scalar, field)],
        _ => [],
    };

    private static IEnumerable<RecipeProblem> Problems(
        string text, ScalarNode node, string field, TemplateCheck check, DocumentPlaces places)
    {
        var at = node.Start;
        foreach (var part in Template.Parse(node.Text).Parts.Where(part => part.Place is not null))
        {
            // Where it is written otherwise than it reads (escapes, folded lines), the text's own place is given.
            var found = text.IndexOf(part.Text, at, Math.Max(0, node.End - at), StringComparison.Ordinal);
            if (check.Problem(TemplateExpression.Parse(part.Place!)) is { } problem)
            {
                yield return places.Problem(field, found < 0 ? node.Start : found, problem);
            }

            at = found < 0 ? at : found + part.Text.Length;
        }
    }
}
