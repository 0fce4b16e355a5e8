namespace Atelier.Host.Automation.Recipes.Reading;

/// <summary>Finds where the fields of a document stand.</summary>
internal sealed class DocumentPlaces(string text, DocumentNode root)
{
    /// <summary>Line and column, from 1, of a place in UTF-16 units.</summary>
    public static (int Line, int Column) Of(string text, int at)
    {
        var before = text.AsSpan(0, Math.Clamp(at, 0, text.Length));
        return (before.Count('\n') + 1, at - before.LastIndexOf('\n'));
    }

    /// <summary>What is wrong with a field.</summary>
    /// <param name="field">As <c>generate.variants[0].steps</c>: where there is no such field, the place of what would hold it is
    /// given.</param>
    public RecipeProblem Problem(string field, string message) => Problem(field, Find(root, field, root.Start), message);

    /// <param name="at">Where, in UTF-16 units.</param>
    public RecipeProblem Problem(string field, int at, string message)
    {
        var (line, column) = Of(text, at);
        return new RecipeProblem(line, column, field, message);
    }

    // A name may hold points itself, so names are compared with what is left of the path.
    private static int Find(DocumentNode node, string path, int name)
    {
        if (node is MapNode map)
        {
            foreach (var entry in map.Entries.OrderByDescending(entry => entry.Name.Length))
            {
                if (path == entry.Name)
                {
                    return entry.Start;
                }

                if (path.StartsWith(entry.Name, StringComparison.Ordinal) && path[entry.Name.Length] is '.' or '[')
                {
                    return Find(entry.Value, path[entry.Name.Length..].TrimStart('.'), entry.Start);
                }
            }
        }
        else if (node is ListNode list && path.StartsWith('[') && path.IndexOf(']') is > 0 and var close
            && int.TryParse(path.AsSpan(1, close - 1), out var index) && index < list.Items.Count)
        {
            var item = list.Items[index];
            return Find(item, path[(close + 1)..].TrimStart('.'), item.Start);
        }

        return name;
    }
}
