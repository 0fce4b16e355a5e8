using Atelier.Generation;

namespace Atelier.Diffusion.Pipeline.Grids;

/// <summary>One value of an axis.</summary>
/// <param name="Label">What is written beside it.</param>
/// <param name="Apply">Makes the request that has it.</param>
internal sealed record GridLine(string Label, Func<GenerationRequest, GenerationRequest> Apply)
{
    private const int MostValues = 50;
    private const string Replacing = "prompt:";

    /// <summary>The values of an axis, with ranges of numbers written out; one that changes nothing where there is no axis.</summary>
    /// <param name="axis">The axis; may be null.</param>
    /// <param name="request">The request that is varied.</param>
    /// <param name="field">The request's field, for errors.</param>
    /// <exception cref="RequestException">The field is unknown, or a value is not what it takes.</exception>
    public static IReadOnlyList<GridLine> Of(GridAxis? axis, GenerationRequest request, string field)
    {
        if (axis is null)
        {
            return [new GridLine("", same => same)];
        }

        if (axis.Values.Count is 0 or > MostValues)
        {
            throw new RequestException($"{field}.values", $"has {axis.Values.Count} values; an axis has 1 to {MostValues}");
        }

        var lines = axis.Field.StartsWith(Replacing, StringComparison.Ordinal)
            ? Replacements(axis, request, field)
            : Settings(axis, field);
        return lines.Count <= MostValues
            ? lines
            : throw new RequestException(
                $"{field}.values", $"are {lines.Count} with all numbers of their ranges; an axis has at most {MostValues}");
    }

    private static List<GridLine> Settings(GridAxis axis, string field)
    {
        var setting = GridField.Find(axis.Field, $"{field}.field");
        var values = axis.Values.SelectMany(value => (setting.IsNumber ? GridRange.Expand(value, setting.IsWhole) : null) ?? [value])
            .ToList();
        return values.Count > 0
            ? [.. values.Select(value => new GridLine(
                $"{GridWords.LabelOf(axis.Field)}: {value}", request => setting.Set(request, value, $"{field}.values")))]
            : throw new RequestException($"{field}.values", "hold a range without a number; its step must lead to its end");
    }

    // AUTOMATIC1111's prompt S/R.
    private static List<GridLine> Replacements(GridAxis axis, GenerationRequest request, string field)
    {
        var old = axis.Field[Replacing.Length..];
        if (old.Length == 0
            || !(request.Prompt.Contains(old, StringComparison.Ordinal) || request.NegativePrompt.Contains(old, StringComparison.Ordinal)))
        {
            throw new RequestException(
                $"{field}.field", $"'{old}' is in neither prompt; after prompt: come the words that the values replace");
        }

        return [.. axis.Values.Select(value => new GridLine(value, of => of with
        {
            Prompt = of.Prompt.Replace(old, value, StringComparison.Ordinal),
            NegativePrompt = of.NegativePrompt.Replace(old, value, StringComparison.Ordinal),
        }))];
    }
}
