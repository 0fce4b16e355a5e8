using Atelier.Diffusion.Pipeline.Prompts;
using Atelier.Generation;

namespace Atelier.Diffusion.Pipeline;

/// <summary>Tells before a generation what in its prompts cannot be honoured: unknown wildcards, tags of adapters.</summary>
public static class PromptCheck
{
    /// <summary>Draws both prompts as the first picture would.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="wildcards">The folder of the wildcards.</param>
    /// <returns>At most one problem a prompt.</returns>
    public static IReadOnlyList<RequestException> Problems(GenerationRequest request, string wildcards)
    {
        var folder = new WildcardFolder(wildcards);
        return [.. new[] { request with { NegativePrompt = "" }, request with { Prompt = "" } }.Select(half => ProblemOf(half, folder)).OfType<RequestException>()];
    }

    private static RequestException? ProblemOf(GenerationRequest request, WildcardFolder wildcards)
    {
        try
        {
            PicturePrompt.Draw(request, request.Seed ?? 0, wildcards);
            return null;
        }
        catch (RequestException problem)
        {
            return problem;
        }
    }
}
