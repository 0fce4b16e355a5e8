using Atelier.Host.Store;

namespace Atelier.Host.Styles;

/// <summary>
/// The styles in <c>styles.csv</c> of the data folder: AUTOMATIC1111's own file, with the columns name, prompt and negative_prompt.
/// </summary>
internal sealed class PromptStyles(DataFolder data)
{
    private readonly string _path = Path.Combine(data.Path, "styles.csv");

    /// <summary>All of them, read afresh, in the file's order.</summary>
    public IReadOnlyList<PromptStyle> List()
    {
        if (!File.Exists(_path))
        {
            return [];
        }

        var rows = CsvText.Rows(File.ReadAllText(_path)).Where(row => row.Any(field => field.Length > 0)).ToList();
        var columns = rows.Count == 0 ? [] : rows[0].Select(column => column.Trim()).ToList();
        var styles = rows.Skip(1).Select(row => new PromptStyle(Field(row, "name"), Field(row, "prompt"), Field(row, "negative_prompt")));
        return [.. styles.Where(style => style.Name.Length > 0)];

        string Field(IReadOnlyList<string> row, string column) =>
            columns.IndexOf(column) is >= 0 and var at && at < row.Count ? row[at] : "";
    }
}
