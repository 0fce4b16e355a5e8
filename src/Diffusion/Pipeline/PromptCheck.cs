using Atelier.Diffusion.Pipeline.Prompts;
using Atelier.Generation;

namespace Atelier.Diffusion.Pipeline;

/// <summary>Tells before a generation what in its prompts cannot be honoured: unknown wildcards, malformed tags.</summary>
public static class PromptCheck
{
    /// <summary>Draws all prompts as the first picture would.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="wildcards">The folder of the wildcards.</param>
    /// <returns>At most one problem a prompt.</returns>
    public static IReadOnlyList<RequestException> Problems(GenerationRequest request, string wildcards)
    {
        var folder = new WildcardFolder(wildcards);
        return
        [
            .. new[] { request with { NegativePrompt = "", Blend = null }, request with { Prompt = "", Blend = null },
                request with { Prompt = "", NegativePrompt = "" } }
                .Select(part => ProblemOf(part, folder)).OfType<RequestException>(),
        ];
    }

    /// <summary>The adapters that the first picture's prompt names.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="wildcards">The folder of the wildcards.</param>
    /// <exception cref="RequestException">A prompt cannot be honoured.</exception>
    public static IReadOnlyList<string> Adapters(GenerationRequest request, string wildcards) =>
        [.. PicturePrompt.Draw(request, request.Seed ?? 0, new WildcardFolder(wildcards)).Adapters.Select(use => use.Name)];

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
