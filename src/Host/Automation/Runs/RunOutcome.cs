using Atelier.Jobs;

namespace Atelier.Host.Automation.Runs;

/// <summary>How a run ended.</summary>
/// <param name="State">Succeeded, failed or canceled.</param>
internal sealed record RunOutcome(JobState State, JobError? Error = null, string? Result = null)
{
    /// <summary>What is told besides, in the transaction that keeps the end: once, however often the run was begun.</summary>
    public RunNews? News { get; init; }

    public static RunOutcome Succeeded(string? result = null) => new(JobState.Succeeded, null, result);

    public static RunOutcome Failed(string code, string message, string? field = null) =>
        new(JobState.Failed, new JobError(code, message, field));

    public static readonly RunOutcome Canceled = new(JobState.Canceled);
}

/// <summary>An event that goes with a run's end.</summary>
/// <param name="Type">Two words with a point: <c>recipe.published</c>.</param>
/// <param name="Data">A JSON object.</param>
internal sealed record RunNews(string Type, string Data);
