using Atelier.Diffusion.Pipeline.Prompts;
using Atelier.Generation;

namespace Atelier.Diffusion.Pipeline;

/// <summary>One picture's prompts, with what chance decides drawn from its seed.</summary>
/// <param name="Seed">The picture's seed.</param>
/// <param name="Prompt">Nothing left open.</param>
/// <param name="Negative">Nothing left open.</param>
internal sealed record PicturePrompt(ulong Seed, string Prompt, string Negative)
{
    /// <summary>The seed of its neighbour, where its noise is mixed with one.</summary>
    public ulong VariationSeed { get; init; }

    /// <summary>Draws one picture's prompts.</summary>
    /// <exception cref="RequestException">A wildcard is not there, or a tag asks for an adapter.</exception>
    public static PicturePrompt Draw(GenerationRequest request, ulong seed, WildcardFolder wildcards)
    {
        var expander = new PromptExpander(wildcards);
        return new PicturePrompt(
            seed,
            WithoutNetworks(expander.Expand(request.Prompt, seed), "prompt"),
            WithoutNetworks(expander.Expand(request.NegativePrompt, seed, "negativePrompt"), "negativePrompt"));
    }

    private static string WithoutNetworks(string text, string field)
    {
        var rest = ExtraNetwork.Extract(text, out var networks);
        return networks.Count == 0
            ? rest
            : throw new RequestException(
                field,
                $"it asks for an adapter (<{networks[0].Kind}:{string.Join(':', networks[0].Arguments)}>) and no plugin here applies one; take the tag out");
    }
}
