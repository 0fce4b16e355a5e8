using Atelier.Generation;
using Atelier.Tensors;

namespace Atelier.Diffusion.Pipeline;

/// <summary>Tells an observer, if there is one.</summary>
internal sealed class ProgressReporter(IGenerationObserver? observer, int batches)
{
    /// <summary>A stage begins.</summary>
    public void Stage(string stage, int batch) => observer?.OnProgress(new GenerationProgress(stage, 0, 0, batch, batches));

    /// <summary>A step of the sampler is done.</summary>
    public void Step(int batch, int step, int steps, Latent estimate) =>
        observer?.OnProgress(new GenerationProgress("sample", step, steps, batch, batches) { Estimate = estimate });
}
