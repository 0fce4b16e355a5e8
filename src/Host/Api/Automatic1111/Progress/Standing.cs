using Atelier.Jobs;

namespace Atelier.Host.Api.Automatic1111.Progress;

/// <summary>How far a job is, in AUTOMATIC1111's terms: batches, and steps of one batch.</summary>
/// <param name="Batch">The batch that is made, from 0.</param>
/// <param name="Batches">Batches in all.</param>
/// <param name="Step">Steps done of this batch.</param>
/// <param name="Steps">Steps of a batch.</param>
internal sealed record Standing(int Batch, int Batches, int Step, int Steps)
{
    private const double Started = 0.01;

    /// <summary>0 to 1, by AUTOMATIC1111's own formula.</summary>
    public double Progress => Steps == 0 ? 0 : Math.Min(1, Started + ((double)Batch / Batches) + ((double)Step / Steps / Batches));

    public static Standing Of(Job job, JobProgress? progress)
    {
        var batches = job.Request.Count;
        var steps = progress is null ? 0 : progress.Steps / batches;
        if (steps == 0)
        {
            return new Standing(0, batches, 0, job.Request.Steps ?? 0);
        }

        var batch = Math.Min(progress!.Step / steps, batches - 1);
        return new Standing(batch, batches, progress.Step - (batch * steps), steps);
    }
}
