using System.Text.Json;
using Atelier.Host.Automation.Runs;
using Atelier.Jobs;

namespace Atelier.Host.Api.Native.Contracts;

/// <summary>A recipe, a script or a job that was started, as it is shown.</summary>
/// <param name="Kind"><c>recipe</c>, <c>script</c> or <c>job</c>.</param>
/// <param name="Name">Which recipe or script; for a job, what it is for.</param>
/// <param name="Arguments">An object of arguments for a recipe, an array of texts for a script, a generation request for a job.</param>
/// <param name="Trigger">What started it: <c>api</c>, <c>page</c>, <c>cli</c>, <c>schedule:NAME</c>, <c>hook:NAME</c>.</param>
/// <param name="Attempts">How often it was begun: more than once where the server ended meanwhile.</param>
/// <param name="DueAt">When it was due, where a schedule started it.</param>
/// <param name="Result">What it gave.</param>
internal sealed record RunView(
    string Id, string Kind, string Name, JsonElement Arguments, string Owner, string Trigger, JobState State, int Attempts,
    DateTimeOffset CreatedAt,
    DateTimeOffset? DueAt, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt, JobError? Error, JsonElement? Result)
{
    public static RunView Of(Run run) => new(
        run.Id, run.Target.Kind, run.Target.Name, JsonElement.Parse(run.Target.Arguments), run.Owner, run.Trigger, run.State, run.Attempts,
        run.CreatedAt,
        run.DueAt, run.StartedAt, run.EndedAt, run.Error, run.Result is { } result ? JsonElement.Parse(result) : null);
}

/// <summary>What a run said.</summary>
/// <param name="Next">The position to go on <c>after</c>; of the last line, or what was asked for where there was none.</param>
/// <param name="IsOver">Whether nothing follows any more.</param>
internal sealed record RunLogView(IReadOnlyList<RunLogLine> Lines, int Next, bool IsOver);
