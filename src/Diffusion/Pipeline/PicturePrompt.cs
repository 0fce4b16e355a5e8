using Atelier.Diffusion.Pipeline.Adapters;
using Atelier.Diffusion.Pipeline.Prompts;
using Atelier.Diffusion.Pipeline.TextEncode;
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

    /// <summary>The second prompt that the first is moved towards; null where there is none.</summary>
    public BlendedText? Blend { get; init; }

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
        var blend = request.Blend is null
            ? null
            : new BlendedText(expander.Expand(request.Blend.Prompt, seed, "blend.prompt"), request.Blend.Weight);
        CheckTags("negativePrompt", negative, "write that in the prompt, where a negative weight works against it");
        CheckTags("blend.prompt", blend?.Text ?? "", "write that in the first prompt; it holds for the whole picture");
        return new PicturePrompt(seed, prompt, negative)
        {
            Blend = blend,
            Text = ExtraNetwork.Extract(prompt, out var tags),
            Adapters = [.. tags.Select(tag => AdapterTag.Read(tag, "prompt"))],
        };
    }

    private static void CheckTags(string field, string text, string instead)
    {
        ExtraNetwork.Extract(text, out var misplaced);
        if (misplaced.Count > 0)
        {
            throw new RequestException(field, $"it names an adapter (<{misplaced[0].Kind}:…>); {instead}");
        }
    }
}
