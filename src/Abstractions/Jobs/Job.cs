using Atelier.Generation;

namespace Atelier.Jobs;

/// <summary>A request that was accepted, and what has become of it.</summary>
public sealed record Job
{
    /// <summary>A ULID: ids sort by the time they were accepted.</summary>
    public required string Id { get; init; }

    /// <summary>Whose it is: the name of the key that asked, or a front end's name for its user (<c>discord:1234</c>).</summary>
    public required string Owner { get; init; }

    /// <summary>
    /// What brought it: <c>api</c>, <c>sdapi</c>, <c>openai</c>, <c>page</c>, <c>script</c>, <c>schedule</c>, a front end's name.
    /// </summary>
    public required string Source { get; init; }

    /// <summary>Where it stands.</summary>
    public required JobState State { get; init; }

    /// <summary>What to make: names are resolved and the seed is chosen.</summary>
    public required GenerationRequest Request { get; init; }

    /// <summary>Higher goes first: −10 to 10. Default 0.</summary>
    public int Priority { get; init; }

    /// <summary>How often a worker has taken it up.</summary>
    public int Attempts { get; init; }

    /// <summary>When it was accepted.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When a worker first took it up.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why it failed; null otherwise.</summary>
    public JobError? Error { get; init; }

    /// <summary>What it made, in order; empty until it has succeeded.</summary>
    public IReadOnlyList<JobPicture> Pictures { get; init; } = [];

    /// <summary>Whether it will not change any more.</summary>
    public bool IsOver => State is JobState.Succeeded or JobState.Failed or JobState.Canceled;
}
