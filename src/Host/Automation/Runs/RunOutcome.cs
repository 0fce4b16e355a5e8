using Atelier.Jobs;

namespace Atelier.Host.Automation.Runs;

/// <summary>How a run ended.</summary>
/// <param name="State">Succeeded, failed or canceled.</param>
internal sealed record RunOutcome(JobState State, JobError? Error = null, string? Result = null)
{
    public static RunOutcome Succeeded(string? result = null) => new(JobState.Succeeded, null, result);

    public static RunOutcome Failed(string code, string message, string? field = null) => new(JobState.Failed, new JobError(code, message, field));

    public static readonly RunOutcome Canceled = new(JobState.Canceled);
}
