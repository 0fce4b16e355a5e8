using Atelier.Jobs;

namespace Atelier.DiscordBot.Making.Follow;

/// <summary>The newest that is known of a job.</summary>
/// <param name="Progress">Null where it does not run, or has not said.</param>
/// <param name="Preview">The last preview, a JPEG; null before the first.</param>
internal sealed record JobSight(Job Job, JobProgress? Progress = null, byte[]? Preview = null)
{
    public JobSight With(JobUpdate update) => update.Progress is { } progress
        ? new JobSight(update.Job, progress, progress.Preview ?? Preview)
        : new JobSight(update.Job);
}
