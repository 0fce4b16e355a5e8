using System.Globalization;
using System.Text.Json;
using Atelier.Generation;

namespace Atelier.Host.Api.Automatic1111.Scripts;

/// <summary>AUTOMATIC1111's X/Y/Z plot: its axes become the fields of a grid.</summary>
internal static class Plot
{
    public static IReadOnlyList<ScriptArgument> Arguments { get; } =
    [
        .. ((string[])["X", "Y", "Z"]).SelectMany(axis => (IEnumerable<ScriptArgument>)
        [
            new($"{axis} type", "Nothing", Choices: [.. PlotAxis.All.Select(one => one.Label)]), new($"{axis} values", ""),
            new($"{axis} values", Array.Empty<string>()),
        ]),
        new("Draw legend", true), new("Include Sub Images", false), new("Include Sub Grids", false), new("Keep -1 for seeds", false),
    ];

    public static GenerationRequest Apply(GenerationRequest request, ScriptArguments arguments)
    {
        GridAxis?[] axes = [.. Enumerable.Range(0, 3).Select(index => Axis(request, arguments, index * 3)).OfType<GridAxis>(), null, null,
            null];
        return axes[0] is { } x ? request with { Grid = new GridPlan { X = x, Y = axes[1], Z = axes[2] } } : request;
    }

    private static GridAxis? Axis(GenerationRequest request, ScriptArguments arguments, int place)
    {
        if (Find(arguments, place, request.Image is not null) is not { Field: { } field } axis)
        {
            return null;
        }

        // Choices come in a list of their own where the page showed them so.
        IReadOnlyList<string> values = arguments.Texts(place + 2) is { Count: > 0 } chosen
            ? chosen
            : PlotValues.Read(arguments.Text(place + 1), axis.IsNumber);
        if (values.Count == 0)
        {
            arguments.Refuse(place + 1, $"must be the values of {axis.Label}, with commas between them");
            return null;
        }

        return new GridAxis(axis.Label == PlotAxis.SearchAndReplace ? $"prompt:{values[0]}" : field(request), values);
    }

    private static PlotAxis? Find(ScriptArguments arguments, int place, bool beginsWithPicture)
    {
        var axes = PlotAxis.For(beginsWithPicture);
        var asked = arguments[place];
        var axis = asked switch
        {
            null => axes[0],
            { ValueKind: JsonValueKind.Number } number when number.TryGetInt32(out var index) => axes.ElementAtOrDefault(index),
            { ValueKind: JsonValueKind.String } text =>
                axes.FirstOrDefault(one => one.Label.Equals(text.GetString(), StringComparison.OrdinalIgnoreCase)),
            _ => null,
        };
        if (axis is null || (axis.Field is null && axis != axes[0]))
        {
            arguments.Refuse(place, string.Create(CultureInfo.InvariantCulture,
                $"{axis?.Label ?? asked!.Value.ToString()} is no axis here; there are {string.Join(", ", axes.Where(one => one.Field is not null).Select(one => one.Label))}"));
        }

        return axis;
    }
}
