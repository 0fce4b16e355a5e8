using Atelier.Generation;

namespace Atelier.Diffusion.Pipeline.Adapters;

/// <summary>What a batch asks for: its prompt's tags, then the request's own list.</summary>
internal static class WantedAdapters
{
    /// <exception cref="RequestException">The pictures' prompts name different adapters, or too many.</exception>
    public static IReadOnlyList<WantedAdapter> Of(GenerationRequest request, IReadOnlyList<PicturePrompt> prompts)
    {
        // One pass of the network is for all of a batch.
        if (prompts.FirstOrDefault(prompt => !prompt.Adapters.SequenceEqual(prompts[0].Adapters)) is not null)
        {
            throw new RequestException(
                "prompt", "its wildcards name other adapters for other pictures of one batch; set batchSize to 1 and count to how many you want");
        }

        List<WantedAdapter> wanted =
        [
            .. prompts[0].Adapters.Select(use => new WantedAdapter(use, "prompt", InPrompt: true)),
            .. request.Adapters.Select((use, index) => new WantedAdapter(use, $"adapters[{index}].name", InPrompt: false)),
        ];
        return wanted.Count <= Validation.AdapterChecks.Most
            ? wanted
            : throw new RequestException(
                "prompt", $"{wanted.Count} adapters are asked for; at most {Validation.AdapterChecks.Most} can be applied together");
    }
}
