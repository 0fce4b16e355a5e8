using Atelier.Diffusion.Pipeline.Adapters;
using Atelier.Diffusion.Pipeline.Prompts;
using Atelier.Generation;

namespace Atelier.Diffusion.Pipeline;

/// <summary>One picture's prompts, with what chance decides drawn from its seed.</summary>
/// <param name="Seed">The picture's seed.</param>
/// <param name="Prompt">Nothing left open; tags of adapters are in it.</param>
/// <param name="Negative">Nothing left open.</param>
internal sealed record PicturePrompt(ulong Seed, string Prompt, string Negative)
{
    /// <summary>The seed of its neighbour, where its noise is mixed with one.</summary>
    public ulong VariationSeed { get; init; }

    /// <summary>The prompt without tags: what is encoded.</summary>
    public required string Text { get; init; }

    /// <summary>The adapters that the prompt's tags name.</summary>
    public required IReadOnlyList<AdapterUse> Adapters { get; init; }

    /// <summary>Draws one picture's prompts.</summary>
    /// <exception cref="RequestException">A wildcard is not there, or a tag is malformed.</exception>
    public static PicturePrompt Draw(GenerationRequest request, ulong seed, WildcardFolder wildcards)
    {
        var expander = new PromptExpander(wildcards);
        var prompt = expander.Expand(request.Prompt, seed);
        var negative = expander.Expand(request.NegativePrompt, seed, "negativePrompt");
        ExtraNetwork.Extract(negative, out var misplaced);
        return misplaced.Count > 0
            ? throw new RequestException("negativePrompt", $"it names an adapter (<{misplaced[0].Kind}:…>); write that in the prompt, where a negative weight works against it")
            : new PicturePrompt(seed, prompt, negative)
            {
                Text = ExtraNetwork.Extract(prompt, out var tags),
                Adapters = [.. tags.Select(tag => AdapterTag.Read(tag, "prompt"))],
            };
    }
}
