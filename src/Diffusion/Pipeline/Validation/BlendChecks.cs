using Atelier.Generation;
using static Atelier.Diffusion.Pipeline.Validation.FieldChecks;

namespace Atelier.Diffusion.Pipeline.Validation;

internal static class BlendChecks
{
    public static IEnumerable<RequestException?> Of(PromptBlend? blend, GenerationLimits limits) => blend is null ? [] :
    [
        PromptText.Check("blend.prompt", blend.Prompt, limits.PromptLength),
        Number("blend.weight", blend.Weight, 1),
    ];
}
