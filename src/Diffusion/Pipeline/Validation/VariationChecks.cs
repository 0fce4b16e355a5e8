using Atelier.Generation;
using static Atelier.Diffusion.Pipeline.Validation.FieldChecks;

namespace Atelier.Diffusion.Pipeline.Validation;

internal static class VariationChecks
{
    public static IEnumerable<RequestException?> Of(Variation? variation, GenerationLimits limits) => variation is null ? [] :
    [
        Number("variation.strength", variation.Strength, 1),
        Size("variation.fromWidth", variation.FromWidth, limits.Width),
        Size("variation.fromHeight", variation.FromHeight, limits.Height),
    ];
}
