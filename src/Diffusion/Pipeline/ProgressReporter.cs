using Atelier.Generation;
using Atelier.Tensors;

namespace Atelier.Diffusion.Pipeline;

/// <summary>Tells an observer, if there is one.</summary>
/// <param name="observer">May be null.</param>
/// <param name="batches">Batches in all.</param>
/// <param name="before">Batches of the grid's cells before this.</param>
internal sealed class ProgressReporter(IGenerationObserver? observer, int batches, int before = 0)
{
    /// <summary>A stage begins.</summary>
    public void Stage(string stage, int batch) => observer?.OnProgress(new GenerationProgress(stage, 0, 0, before + batch, batches));

    /// <summary>A step of the sampler is done.</summary>
    public void Step(int batch, int step, int steps, Latent estimate) =>
        observer?.OnProgress(new GenerationProgress("sample", step, steps, before + batch, batches) { Estimate = estimate });
}
