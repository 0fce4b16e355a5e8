namespace Atelier.Diffusion.Pipeline.TextEncode;

/// <summary>A part of a prompt as long as a text encoder reads at once, with start, end and padding.</summary>
/// <param name="Ids">As many as the encoder has positions.</param>
/// <param name="Weights">One for each id; 1 for start, end and padding.</param>
internal sealed record TokenChunk(long[] Ids, float[] Weights)
{
    /// <summary>Whether any word is emphasised.</summary>
    public bool IsWeighted => Weights.AsSpan().ContainsAnyExcept(1f);
}
