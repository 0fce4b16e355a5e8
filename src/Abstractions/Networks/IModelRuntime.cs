namespace Atelier.Networks;

/// <summary>
/// Lets a plugin run networks without naming what runs them. Networks that were opened stay in memory within the worker's budget.
/// </summary>
public interface IModelRuntime
{
    /// <summary>
    /// Opens a network. Its architecture is told from its tensors: a ControlNet (diffusers' or the original layout), an RRDBNet (ESRGAN and
    /// kin), a TAESD, or any <c>.onnx</c> file as it is.
    /// </summary>
    /// <param name="file">From <see cref="IModelFiles"/>.</param>
    /// <param name="cancellation">Ends the loading early.</param>
    /// <returns>The network. Dispose it after use; it may stay loaded for the next that opens it.</returns>
    /// <exception cref="Generation.RequestException">The file is damaged, or of an architecture that is not known; the field is the kind of
    /// file.</exception>
    INetwork Open(ModelFile file, CancellationToken cancellation = default);

    /// <summary>Opens the tokenizer that lies with a network: CLIP's <c>vocab.json</c> and <c>merges.txt</c>.</summary>
    /// <param name="file">A file in the folder that holds both, or that folder.</param>
    /// <exception cref="Generation.RequestException">One is missing or damaged; the field is the kind of file.</exception>
    ITextTokenizer OpenTokenizer(ModelFile file) => throw new Generation.RequestException(file.Kind, "text cannot be read here");
}
