using Atelier.Diffusion.Pipeline.TextEncode;

namespace Atelier.Diffusion.Pipeline.Sample;

/// <summary>What one picture of a batch is guided by. Pictures of a batch may differ: wildcards are drawn from each one's seed.</summary>
/// <param name="Prompt">Towards.</param>
/// <param name="Negative">Away from.</param>
internal sealed record PictureConditioning(PromptConditioning Prompt, PromptConditioning Negative);
