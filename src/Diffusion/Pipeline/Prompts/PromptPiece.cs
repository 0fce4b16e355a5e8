namespace Atelier.Diffusion.Pipeline.Prompts;

/// <summary>A stretch of a prompt under one weight.</summary>
/// <param name="Text">The text, without the brackets and escapes that the grammar takes away.</param>
/// <param name="Weight">How much it is emphasised; 1 is plain.</param>
internal readonly record struct PromptPiece(string Text, double Weight)
{
    /// <summary>The mark of a chunk's end, as AUTOMATIC1111 spells it.</summary>
    public static PromptPiece Break { get; } = new("BREAK", -1);

    /// <summary>Whether the chunk ends here. BREAK under a weight is a word, as in AUTOMATIC1111.</summary>
    public bool IsBreak => this == Break;
}

/// <summary>A piece with its place in the prompt, in UTF-16 units.</summary>
internal readonly record struct PlacedPiece(PromptPiece Piece, int Start, int Length);
