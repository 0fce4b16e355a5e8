using System.CommandLine;
using Atelier.Diffusion.Pipeline.Grids;
using Atelier.Generation;

namespace Atelier.Host.Cli.Imagine;

/// <summary>A grid of variants.</summary>
internal sealed class GridOptions : IRequestOptions
{
    private readonly Option<string?> _x =
        Axis("--grid-x", "Make it once for each value, side by side: steps=10,20,30 or seed=1-5 or prompt:cat=dog,owl");
    private readonly Option<string?> _y = Axis("--grid-y", "Values from top to bottom: sampler=euler,dpmpp_2m");
    private readonly Option<string?> _z = Axis("--grid-z", "Values whose grids lie below one another");

    public static IReadOnlyDictionary<string, string> NamesByField { get; } = new Dictionary<string, string>
    {
        ["grid.x"] = "--grid-x", ["grid.x.field"] = "--grid-x", ["grid.x.values"] = "--grid-x", ["grid.y"] = "--grid-y",
        ["grid.y.field"] = "--grid-y",
        ["grid.y.values"] = "--grid-y", ["grid.z"] = "--grid-z", ["grid.z.field"] = "--grid-z", ["grid.z.values"] = "--grid-z",
    };

    public IReadOnlyList<Option> All => [_x, _y, _z];

    /// <summary>The request with what was given.</summary>
    /// <exception cref="InputException">There are rows and no columns.</exception>
    /// <exception cref="RequestException">An axis cannot be read.</exception>
    public GenerationRequest Apply(ParseResult parsed, GenerationRequest request)
    {
        var (x, y, z) = (Read(_x, "grid.x"), Read(_y, "grid.y"), Read(_z, "grid.z"));
        return x is not null ? request with { Grid = new GridPlan { X = x, Y = y, Z = z } }
            : y is null && z is null ? request
            : throw new InputException($"{(y is null ? "--grid-z" : "--grid-y")}: a grid begins with its columns; give --grid-x too");

        GridAxis? Read(Option<string?> option, string field) => parsed.GetValue(option) is { } text ? GridText.Axis(text, field) : null;
    }

    private static Option<string?> Axis(string name, string description) =>
        new(name) { Description = description, HelpName = "FIELD=VALUES" };
}
