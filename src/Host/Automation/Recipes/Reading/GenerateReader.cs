using System.Text.Json;
using System.Text.Json.Nodes;
using Atelier.Diffusion.Pipeline;
using Atelier.Generation;
using Atelier.Host.Api.Errors;
using Atelier.Host.Api.Json;
using Atelier.Host.Inputs;

namespace Atelier.Host.Automation.Recipes.Reading;

/// <summary>Reads what is made: the fields of a request, and variants, each of which changes some of them.</summary>
internal static class GenerateReader
{
    public const string Variants = "variants";
    private const string Section = "generate";
    private const string Seed = "seed";
    private const int MostVariants = 20;

    /// <returns>Each variant with all its fields, seeds apart; empty where something is wrong.</returns>
    public static (IReadOnlyList<JsonElement> Variants, SeedChoice Seed) Read(
        JsonElement generate, GenerationLimits limits, List<FieldProblem> problems)
    {
        if (generate.ValueKind != JsonValueKind.Object)
        {
            problems.Add(new FieldProblem(Section, "must be a map of prompt, steps and so on"));
            return ([], new SeedChoice(false, null));
        }

        var shared = JsonObject.Create(generate)!;
        var seed = TakeSeed(shared, problems);
        var merged = TakeVariants(shared, problems) is not { } variants ? [(shared, $"{Section}.", (JsonObject?)null)]
            : variants.Select((variant, index) => (Merge(shared, variant), $"{Section}.{Variants}[{index}].", (JsonObject?)variant))
                .ToList();
        var read = new List<JsonElement>();
        foreach (var (fields, path, variant) in merged)
        {
            var request = JsonSerializer.SerializeToElement(fields);
            read.Add(request);
            problems.AddRange(Problems(request, limits).Select(problem => problem with
            {
                Field = (variant?.ContainsKey(problem.Field.Split('.', '[')[0]) == true ? path : $"{Section}.") + problem.Field,
            }));
        }

        return (read, seed);
    }

    private static IEnumerable<FieldProblem> Problems(JsonElement fields, GenerationLimits limits)
    {
        try
        {
            var request = StrictJson.Read<GenerationRequest>(fields);
            return RequestValidator.Problems(PictureIntake.Shortened(request), limits)
                .Select(problem => new FieldProblem(problem.Field, problem.Problem));
        }
        catch (ApiException exception)
        {
            return exception.Error.Problems;
        }
    }

    private static SeedChoice TakeSeed(JsonObject shared, List<FieldProblem> problems)
    {
        if (!shared.Remove(Seed, out var given) || given is null)
        {
            return new SeedChoice(false, null);
        }

        var value = given as JsonValue;
        if (value?.TryGetValue<ulong>(out var number) == true)
        {
            return new SeedChoice(false, number);
        }

        var word = value?.TryGetValue<string>(out var text) == true ? text : "";
        if (word is not ("daily" or "random"))
        {
            problems.Add(new FieldProblem($"{Section}.{Seed}", "must be daily (from the date), random, or a whole number from 0"));
        }

        return new SeedChoice(word == "daily", null);
    }

    // Null where there are none.
    private static List<JsonObject>? TakeVariants(JsonObject shared, List<FieldProblem> problems)
    {
        var field = $"{Section}.{Variants}";
        if (!shared.Remove(Variants, out var given) || given is null)
        {
            return null;
        }

        if (given is not JsonArray { Count: > 0 and <= MostVariants } list)
        {
            problems.Add(new FieldProblem(field, $"must be a list of 1 to {MostVariants} maps, each with the fields that differ"));
            return [];
        }

        var variants = new List<JsonObject>();
        foreach (var (index, item) in list.Index())
        {
            if (item is not JsonObject variant)
            {
                problems.Add(new FieldProblem($"{field}[{index}]", "must be a map of the fields that differ"));
            }
            else
            {
                if (variant.Remove(Seed))
                {
                    problems.Add(new FieldProblem($"{field}[{index}].{Seed}", "is set for all variants together, under generate"));
                }

                variants.Add(variant);
            }
        }

        return variants;
    }

    private static JsonObject Merge(JsonObject shared, JsonObject variant)
    {
        var merged = shared.DeepClone().AsObject();
        foreach (var (name, value) in variant)
        {
            merged[name] = value?.DeepClone();
        }

        return merged;
    }
}
