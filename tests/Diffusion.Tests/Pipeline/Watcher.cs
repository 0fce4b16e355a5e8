using Atelier.Generation;

namespace Atelier.Diffusion.Tests.Pipeline;

/// <summary>Keeps what an observer is told.</summary>
internal sealed class Watcher : IGenerationObserver
{
    public List<GenerationProgress> Seen { get; } = [];

    public Action<int> OnStep { get; init; } = _ => { };

    public void OnProgress(GenerationProgress progress)
    {
        Seen.Add(progress);
        OnStep(progress.Step);
    }
}
