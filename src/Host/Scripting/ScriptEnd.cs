using Atelier.Jobs;

namespace Atelier.Host.Scripting;

/// <summary>How a run of a script ended.</summary>
/// <param name="State">Succeeded, failed or canceled.</param>
/// <param name="Error">Why it failed. Its code is <c>compile_error</c>, <c>script_failed</c>, <c>timeout</c>, <c>memory</c>,
/// <c>processes</c>, <c>threads</c>, <c>exit</c> or <c>crashed</c>.</param>
/// <param name="Result">What it returned, as JSON; null where it returned nothing.</param>
/// <param name="Problems">What the compiler said.</param>
internal sealed record ScriptEnd(JobState State, JobError? Error, string? Result, IReadOnlyList<ScriptProblem> Problems)
{
    public static ScriptEnd Failed(string code, string message, string? place = null) =>
        new(JobState.Failed, new JobError(code, message, place), null, []);
}
