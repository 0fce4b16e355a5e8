namespace Atelier.Diffusion.Pipeline.TextEncode;

/// <summary>A text encoder that is loaded and ready to run.</summary>
internal interface ITextEncoderNetwork
{
    /// <summary>
    /// Tells encoders apart that give different embeddings for the same ids: the model's part, and what is applied to it.
    /// </summary>
    string Identity { get; }

    /// <summary>Runs the encoder over chunks as one batch.</summary>
    /// <param name="ids">Chunk after chunk, each as long as the encoder's positions. Those from the size of the vocabulary on mean the rows
    /// of <paramref name="vectors"/>.</param>
    /// <param name="chunks">How many chunks there are; at least 1.</param>
    /// <param name="layer">Which layer to take.</param>
    /// <param name="vectors">Textual inversions' vectors, row-major; empty without any.</param>
    /// <param name="cancellation">Ends the run early.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    TextEncoderOutput Encode(long[] ids, int chunks, TextEncoderLayer layer, ReadOnlyMemory<float> vectors, CancellationToken cancellation);
}

/// <summary>What a text encoder computed.</summary>
/// <param name="Hidden">Chunks × positions × width, row-major.</param>
/// <param name="Pooled">Chunks × projection width; null where the encoder has no projection.</param>
internal sealed record TextEncoderOutput(float[] Hidden, float[]? Pooled);
