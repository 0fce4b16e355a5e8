using Atelier.Tensors;

namespace Atelier.Generation;

/// <summary>How far a generation is.</summary>
/// <param name="Stage">What is being done: <c>load</c>, <c>encode</c>, <c>control</c>, <c>sample</c>, <c>decode</c>.</param>
/// <param name="Step">Steps of the stage that are done.</param>
/// <param name="Steps">Steps of the stage in all; 0 where it has none.</param>
/// <param name="Batch">The batch being made, from 0.</param>
/// <param name="Batches">Batches in all.</param>
public sealed record GenerationProgress(string Stage, int Step, int Steps, int Batch, int Batches)
{
    /// <summary>While sampling: the current estimate of the clean latent, in the model's latent scale. Null otherwise.</summary>
    public Latent? Estimate { get; init; }
}
