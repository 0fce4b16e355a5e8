namespace Atelier.Host.Automation.Schedules;

/// <summary>What was done about a time, or about several one after another that were missed together.</summary>
internal enum FireOutcome
{
    /// <summary>It ran; its run says how that went.</summary>
    Ran,

    /// <summary>Somebody ran it now.</summary>
    Manual,

    /// <summary>It did not run.</summary>
    Missed,
}

/// <summary>An entry of a schedule's history.</summary>
/// <param name="Id">A ULID.</param>
/// <param name="Due">The time; the first where there are several, null where somebody ran it now.</param>
/// <param name="LastDue">The last of several.</param>
/// <param name="Count">How many times it speaks of.</param>
/// <param name="Reason">Why it did not run or ran late: <c>down</c>, <c>overlap</c>, <c>refused</c>.</param>
/// <param name="Detail">A line for people, where there is more to say.</param>
/// <param name="Watched">Whether somebody still has to look whether it is ready in time.</param>
internal sealed record FireEntry(
    string Id, FireOutcome Outcome, DateTimeOffset? Due, DateTimeOffset? LastDue, long Count, DateTimeOffset At, string? Reason,
    string? Detail, string? RunId, bool Watched);

/// <summary>Why something is missed or late.</summary>
internal static class FireReasons
{
    /// <summary>The server did not run, or the clock was set forward.</summary>
    public const string Down = "down";

    /// <summary>The last run was not over.</summary>
    public const string Overlap = "overlap";

    /// <summary>The target cannot be run.</summary>
    public const string Refused = "refused";

    /// <summary>It was not ready in time.</summary>
    public const string Deadline = "deadline";
}
