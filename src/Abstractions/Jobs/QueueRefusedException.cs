namespace Atelier.Jobs;

/// <summary>A job that is right in itself and not accepted. Its message is one line, for people.</summary>
/// <param name="reason">For programs.</param>
/// <param name="message">What is in the way, and when it may work.</param>
public class QueueRefusedException(QueueRefusal reason, string message) : Exception(message)
{
    /// <summary>For programs.</summary>
    public QueueRefusal Reason { get; } = reason;
}

/// <summary>Why the queue did not accept a job.</summary>
public enum QueueRefusal
{
    /// <summary>Too many jobs wait already, in all or of this owner.</summary>
    Full,

    /// <summary>The idempotency key was used with another request.</summary>
    KeyReused,

    /// <summary>The disk is full.</summary>
    NoSpace,

    /// <summary>The store cannot be reached now.</summary>
    Unavailable,

    /// <summary>The server is shutting down.</summary>
    ShuttingDown,
}
