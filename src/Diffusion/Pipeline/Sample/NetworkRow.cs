using Atelier.Diffusion.Pipeline.TextEncode;
using Atelier.Guidance;

namespace Atelier.Diffusion.Pipeline.Sample;

/// <summary>One row of a pass of the network: a picture under a prompt.</summary>
/// <param name="Picture">Its place in the batch.</param>
/// <param name="Kind">What the row is for.</param>
/// <param name="Prompt">What the network is told.</param>
/// <param name="Weight">Of the prompt, among those joined by AND.</param>
/// <param name="Perturbed">Whose self-attention is the identity.</param>
internal readonly record struct NetworkRow(
    int Picture, RowKind Kind, TextEmbedding Prompt, double Weight = 1, PerturbedLayers Perturbed = PerturbedLayers.None);

/// <summary>What a row is for.</summary>
internal enum RowKind
{
    /// <summary>One of the prompts joined by AND.</summary>
    Prompt,

    /// <summary>The same, perturbed.</summary>
    Perturbed,

    /// <summary>The negative prompt.</summary>
    Negative,

    /// <summary>The empty prompt, where that is not the negative one.</summary>
    Empty,

    /// <summary>The negative prompt, without the picture that the network is given beside the latent.</summary>
    Blind,
}
