using System.Globalization;
using System.Text.RegularExpressions;

namespace Atelier.Diffusion.Pipeline.Prompts;

/// <summary>
/// AUTOMATIC1111's composition: <c>a cat :1.2 AND a dog</c> is two prompts with weights, whose predictions are summed
/// (Liu et al. 2022; <c>modules/prompt_parser.py</c>, <c>get_multicond_prompt_list</c>).
/// </summary>
internal static partial class PromptComposition
{
    /// <summary>Reads a prompt.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>At least one part.</returns>
    public static IReadOnlyList<PromptPiece> Parse(string text) => [.. Words.SplitAt(text, "AND").Select(ReadPart)];

    [GeneratedRegex(@"^[+-]?(?:[0-9]+\.?|[0-9]*\.[0-9]+)$")]
    private static partial Regex Weight();

    private static PromptPiece ReadPart(string text)
    {
        var colon = text.LastIndexOf(':');
        var tail = text.AsSpan(colon + 1).Trim();
        if (colon < 0 || !Weight().IsMatch(tail))
        {
            return new PromptPiece(text.TrimEnd(), 1);
        }

        return new PromptPiece(text[..colon].TrimEnd(), double.Parse(tail, NumberStyles.Float, CultureInfo.InvariantCulture));
    }
}
