using System.Text;
using Atelier.Generation;

namespace Atelier.Diffusion.Pipeline.Grids;

/// <summary>An axis as people type it: <c>steps=10,20,30</c>, <c>prompt:cat=dog,"horse, brown"</c>.</summary>
public static class GridText
{
    /// <summary>Understands an axis.</summary>
    /// <param name="text">The field, an equals sign, and the values.</param>
    /// <param name="field">The request's field, for errors: <c>grid.x</c>.</param>
    /// <exception cref="RequestException">There is no field, or a quote is not closed.</exception>
    public static GridAxis Axis(string text, string field)
    {
        var split = text.IndexOf('=', StringComparison.Ordinal);
        return split > 0
            ? new GridAxis(text[..split].Trim(), Values(text[(split + 1)..], field))
            : throw new RequestException(field, $"'{text}' is not a field and its values, as in steps=10,20,30");
    }

    /// <summary>
    /// Values with commas between them; one that holds a comma itself stands in double quotes, where two of them are one.
    /// </summary>
    /// <param name="text">All values.</param>
    /// <param name="field">The request's field, for errors.</param>
    /// <exception cref="RequestException">A quote is not closed.</exception>
    public static IReadOnlyList<string> Values(string text, string field)
    {
        var values = new List<string>();
        var value = new StringBuilder();
        var (isQuoted, wasQuoted) = (false, false);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '"' && isQuoted && i + 1 < text.Length && text[i + 1] == '"')
            {
                value.Append(text[i++]);
            }
            else if (text[i] == '"' && (isQuoted || string.IsNullOrWhiteSpace(value.ToString())))
            {
                (isQuoted, wasQuoted) = (!isQuoted, true);
            }
            else if (text[i] == ',' && !isQuoted)
            {
                Add();
            }
            else
            {
                value.Append(text[i]);
            }
        }

        if (isQuoted)
        {
            throw new RequestException(field, $"{text} has a quote that is not closed");
        }

        Add();
        return values;

        void Add()
        {
            values.Add(wasQuoted ? value.ToString() : value.ToString().Trim());
            value.Clear();
            wasQuoted = false;
        }
    }
}
