using Atelier.Jobs;

namespace Atelier.Host.Automation.Runs;

/// <summary>What a schedule, a hook or a person starts.</summary>
/// <param name="Kind">One of <see cref="RunKinds"/>.</param>
/// <param name="Name">The recipe's or script's name; for a job, what it is for.</param>
/// <param name="Arguments">JSON: an object of arguments for a recipe, an array of texts for a script, a generation request for a
/// job.</param>
internal sealed record RunTarget(string Kind, string Name, string Arguments);

/// <summary>What can run. Each has an <see cref="IRunner"/>.</summary>
internal static class RunKinds
{
    public const string Recipe = "recipe";

    public const string Script = "script";

    public const string Job = "job";
}

/// <summary>A run to be kept.</summary>
/// <param name="Id">A new ULID.</param>
/// <param name="Owner">Whose it is: the name of a key.</param>
/// <param name="Trigger">What started it: <c>api</c>, <c>page</c>, <c>cli</c>, <c>schedule:NAME</c>, <c>hook:NAME</c>.</param>
internal sealed record NewRun(string Id, RunTarget Target, string Owner, string Trigger)
{
    /// <summary>The same key gives the same run, however often it is added: a schedule's name and fire time, a hook's delivery.</summary>
    public string? Key { get; init; }

    /// <summary>Runs of one lane go one after another; null waits for nobody.</summary>
    public string? Lane { get; init; }

    /// <summary>When it was due, where a schedule started it.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>It does not start before; null starts as soon as there is room.</summary>
    public DateTimeOffset? NotBefore { get; init; }
}

/// <summary>A recipe, a script or a job, started once.</summary>
/// <param name="Attempts">How often it was begun: more than once after the server ended meanwhile.</param>
/// <param name="Error">Why it failed.</param>
/// <param name="Result">JSON that its runner gave; null where it gave none.</param>
internal sealed record Run(
    string Id, RunTarget Target, string Owner, string Trigger, string? Key, string? Lane, JobState State, int Attempts,
    DateTimeOffset CreatedAt, DateTimeOffset? DueAt, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt, JobError? Error, string? Result)
{
    public bool IsOver => State is JobState.Succeeded or JobState.Failed or JobState.Canceled;
}

/// <summary>A line that a run wrote.</summary>
/// <param name="Position">Counts from 0 in its run.</param>
/// <param name="Level"><c>info</c>, <c>warning</c> or <c>error</c>.</param>
internal sealed record RunLogLine(int Position, DateTimeOffset At, string Level, string Text);

/// <summary>Which runs to list, newest first. A null field takes all.</summary>
/// <param name="Limit">1 to 200.</param>
/// <param name="Before">A cursor: the id before which to go on.</param>
internal sealed record RunFilter(
    int Limit, string? Before = null, string? Owner = null, string? Kind = null, string? Name = null, string? Trigger = null,
    IReadOnlyList<JobState>? States = null);
