using Atelier.Generation;

namespace Atelier.Jobs;

/// <summary>Something that happened to a job.</summary>
/// <param name="Job">The job as it is now.</param>
/// <param name="Progress">How far its generation is; null where the job itself changed.</param>
public sealed record JobUpdate(Job Job, JobProgress? Progress = null);

/// <summary>How far a running job is, as people want to know it.</summary>
/// <param name="Stage">As <see cref="GenerationProgress.Stage"/>.</param>
/// <param name="Step">Steps done, over all batches.</param>
/// <param name="Steps">Steps in all; 0 until the first.</param>
/// <param name="StepsPerSecond">0 until the first step.</param>
/// <param name="Remaining">The estimated time left; null until the first step.</param>
public sealed record JobProgress(string Stage, int Step, int Steps, double StepsPerSecond, TimeSpan? Remaining)
{
    /// <summary>A small JPEG of the picture as the model sees it now; null where this report has none.</summary>
    public byte[]? Preview { get; init; }
}
