using Atelier.Diffusion.Imaging.Metadata;

namespace Atelier.Diffusion.Pipeline.TextEncode;

/// <summary>The embeddings of a request's prompts over its steps; all have the same number of tokens.</summary>
/// <param name="Prompt">The prompt's spans in order.</param>
/// <param name="Negative">The negative prompt's spans in order, each with one part.</param>
internal sealed record PromptConditioning(IReadOnlyList<ConditioningSpan> Prompt, IReadOnlyList<ConditioningSpan> Negative)
{
    /// <summary>The empty prompt's embedding, made when a guidance asks for it; the negative prompt's where that is empty.</summary>
    public Lazy<TextEmbedding>? Empty { get; init; }

    /// <summary>The textual inversions that the prompts call.</summary>
    public IReadOnlyList<AppliedEmbedding> Embeddings { get; init; } = [];

    /// <summary>The span that holds at a step.</summary>
    /// <param name="spans">One of the two lists.</param>
    /// <param name="step">
    /// Counted from 1, <c>[a:b:3]</c> holds a for three steps, as its schedule says. AUTOMATIC1111's sampler counts from 0, so that the
    /// first span lasts a step longer: pass its count to replay its pictures.
    /// </param>
    public static ConditioningSpan At(IReadOnlyList<ConditioningSpan> spans, int step)
    {
        foreach (var span in spans)
        {
            if (step <= span.EndStep)
            {
                return span;
            }
        }

        return spans[^1];
    }
}

/// <summary>What holds for a part of the steps.</summary>
/// <param name="EndStep">The last step, counted from 1, that it is for.</param>
/// <param name="Parts">The prompts joined by AND, at least one.</param>
internal sealed record ConditioningSpan(int EndStep, IReadOnlyList<WeightedEmbedding> Parts);

/// <summary>One prompt of a composition.</summary>
/// <param name="Embedding">Its embedding; the same object wherever the same text holds.</param>
/// <param name="Weight">Its weight; 1 by default, may be negative.</param>
internal readonly record struct WeightedEmbedding(TextEmbedding Embedding, double Weight);
