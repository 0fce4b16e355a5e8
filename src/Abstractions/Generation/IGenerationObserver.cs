namespace Atelier.Generation;

/// <summary>The one way to watch a generation. Called on the generating thread: return quickly.</summary>
public interface IGenerationObserver
{
    /// <summary>Something moved.</summary>
    /// <param name="progress">Where the generation stands.</param>
    void OnProgress(GenerationProgress progress);
}
