namespace Atelier.Jobs;

/// <summary>Where a job stands.</summary>
public enum JobState
{
    /// <summary>In the queue.</summary>
    Waiting,

    /// <summary>A worker has it.</summary>
    Running,

    /// <summary>Done: its pictures are kept.</summary>
    Succeeded,

    /// <summary>Given up: its error says why.</summary>
    Failed,

    /// <summary>Ended by its owner or an operator.</summary>
    Canceled,
}
