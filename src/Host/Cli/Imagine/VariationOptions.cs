using System.CommandLine;
using System.Globalization;
using Atelier.Generation;
using Atelier.Host.Texts;

namespace Atelier.Host.Cli.Imagine;

/// <summary>A picture's neighbours, the noise of another size, pictures that repeat, and a model that takes over.</summary>
internal sealed class VariationOptions : IRequestOptions
{
    private readonly Option<SeedChoice?> _seed =
        Numbers.Seed("--variation-seed", "The seed of a neighbour whose noise is mixed in; -1 is random");
    private readonly Option<double?> _strength = Numbers.Real("--variation-strength", "How far towards that neighbour, 0 to 1");
    private readonly Option<string?> _resize = Size.Option("--seed-resize", "Have the noise of this size in the middle");
    private readonly Option<string?> _tiling =
        new("--tiling") { Description = "Without a seam when laid beside itself: none, x, y, both", HelpName = "AXES" };
    private readonly Option<string?> _refiner =
        new("--refiner") { Description = "A model that takes over after this part of the steps (0.8)", HelpName = "MODEL@X" };

    public static IReadOnlyDictionary<string, string> NamesByField { get; } = new Dictionary<string, string>
    {
        ["variation.seed"] = "--variation-seed", ["variation.strength"] = "--variation-strength", ["variation.fromWidth"] = "--seed-resize",
        ["variation.fromHeight"] = "--seed-resize", ["tiling"] = "--tiling", ["refiner.model"] = "--refiner",
        ["refiner.switchAt"] = "--refiner",
    };

    public IReadOnlyList<Option> All => [_seed, _strength, _resize, _tiling, _refiner];

    /// <summary>The request with what was given.</summary>
    /// <exception cref="InputException">A size or the refiner cannot be read.</exception>
    public GenerationRequest Apply(ParseResult parsed, GenerationRequest request) => request with
    {
        Variation = Variation(parsed, request.Variation),
        Tiling = parsed.GetValue(_tiling) ?? request.Tiling,
        Refiner = parsed.GetValue(_refiner) is { } refiner ? Refiner(refiner) : request.Refiner,
    };

    private Variation? Variation(ParseResult parsed, Variation? start)
    {
        var (seed, strength, size) = (parsed.GetValue(_seed), parsed.GetValue(_strength),
            Size.Parse("--seed-resize", parsed.GetValue(_resize)));
        if (seed is null && strength is null && size is null)
        {
            return start;
        }

        start ??= new Variation();
        return new Variation
        {
            Seed = seed is null ? start.Seed : seed.Value,
            Strength = strength ?? start.Strength,
            FromWidth = size?.Width ?? start.FromWidth,
            FromHeight = size?.Height ?? start.FromHeight,
        };
    }

    // A model's name may hold an @ itself: the last one counts, where a number follows.
    private static RefinerStage Refiner(string text)
    {
        var at = text.LastIndexOf('@');
        if (at < 0)
        {
            return new RefinerStage { Model = text };
        }

        return double.TryParse(text[(at + 1)..], NumberStyles.Float, CultureInfo.InvariantCulture, out var share)
            ? new RefinerStage { Model = text[..at], SwitchAt = share }
            : throw new InputException(
                $"--refiner: {OneLine.Quoted(text[(at + 1)..])} is not a part of the steps, as in --refiner MODEL@0.8");
    }
}
