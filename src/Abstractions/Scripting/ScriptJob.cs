using Atelier.Generation;
using Atelier.Jobs;

namespace Atelier.Scripting;

/// <summary>A job as a script sees it.</summary>
public sealed record ScriptJob
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Where it stands.</summary>
    public required JobState State { get; init; }

    /// <summary>What is made: names resolved, seed chosen.</summary>
    public required GenerationRequest Request { get; init; }

    /// <summary>When it was accepted.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why it failed; null otherwise.</summary>
    public JobError? Error { get; init; }

    /// <summary>What it made; empty until it has succeeded.</summary>
    public required MadePictures Pictures { get; init; }

    /// <summary>Whether it will not change any more.</summary>
    public bool IsOver => State is JobState.Succeeded or JobState.Failed or JobState.Canceled;
}
