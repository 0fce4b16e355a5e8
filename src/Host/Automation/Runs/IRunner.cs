namespace Atelier.Host.Automation.Runs;

/// <summary>Runs one kind of target. Found by its kind.</summary>
internal interface IRunner
{
    /// <summary>One of <see cref="RunKinds"/>.</summary>
    string Kind { get; }

    /// <summary>
    /// Whether a run that the server's end broke off begins again with the same id: what it did once under that id it does not do twice.
    /// </summary>
    bool MayBeginAgain { get; }

    /// <summary>
    /// Says what is wrong with a target before it is kept: an unknown name, arguments that do not fit.
    /// </summary>
    /// <exception cref="Atelier.Generation.RequestException">Names the field, <c>target.name</c> or <c>target.arguments.…</c>, and what
    /// would be right.</exception>
    Task CheckAsync(RunTarget target, CancellationToken cancellation);

    /// <summary>Runs it to its end.</summary>
    /// <param name="run">Its id is new, or that of a run that was broken off.</param>
    /// <param name="log">Takes its lines as they come.</param>
    /// <param name="cancellation">
    /// Ends it early: cancelled by a person, replaced by its schedule, or the server ends and it begins again after that. Jobs whose source
    /// is <see cref="RunSource"/> are cancelled with the run by whoever cancels it, and go on where the server ends.
    /// </param>
    /// <returns>How it ended. What it throws ends the run as failed, with the message of a <see cref="RunException"/> and a general one
    /// otherwise.</returns>
    Task<RunOutcome> RunAsync(Run run, IRunLog log, CancellationToken cancellation);
}

/// <summary>Takes what a run says.</summary>
internal interface IRunLog
{
    /// <param name="level"><c>info</c>, <c>warning</c> or <c>error</c>.</param>
    void Write(string level, string text);
}

/// <summary>A run that failed, with a line for people.</summary>
/// <param name="code">For programs: <c>timeout</c>, <c>publish_failed</c>, …</param>
/// <param name="message">One line.</param>
/// <param name="place">The field that is wrong, where it is one.</param>
internal sealed class RunException(string code, string message, string? place = null) : Exception(message)
{
    public string Code => code;

    public string? Place => place;
}
