using Atelier.Generation;
using static Atelier.Diffusion.Pipeline.Validation.FieldChecks;

namespace Atelier.Diffusion.Pipeline.Validation;

internal static class AdapterChecks
{
    /// <summary>More than anybody stacks; each is a file that is opened.</summary>
    public const int Most = 32;

    private const double LargestWeight = 10;

    public static IEnumerable<RequestException?> Of(IReadOnlyList<AdapterUse> adapters) => adapters.Count > Most
        ? [new RequestException("adapters", $"are {adapters.Count}; at most {Most} can be applied together")]
        : adapters.SelectMany((use, index) => Of(use, $"adapters[{index}]").Prepend(Name($"adapters[{index}].name", use.Name)));

    /// <param name="use">The adapter with its numbers.</param>
    /// <param name="field">What errors call it.</param>
    public static IEnumerable<RequestException> Of(AdapterUse use, string field) => new[]
    {
        Number($"{field}.weight", use.Weight, LargestWeight, -LargestWeight),
        Number($"{field}.textEncoderWeight", use.TextEncoderWeight, LargestWeight, -LargestWeight),
        Number($"{field}.start", use.Start, 1),
        Number($"{field}.end", use.End, 1),
        use.Start > use.End
            ? new RequestException($"{field}.start", $"{Text(use.Start)} lies after the end, {Text(use.End)}; it must not")
            : null,
    }.OfType<RequestException>();
}
