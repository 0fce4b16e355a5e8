namespace Atelier.Host.Downloads;

/// <summary>A transfer that ended early and may be tried again.</summary>
/// <param name="message">One line.</param>
/// <param name="retryAfter">How long the server asks to wait; null where it does not.</param>
internal sealed class TransferInterruptedException(string message, TimeSpan? retryAfter = null, Exception? inner = null)
    : Exception(message, inner)
{
    public TimeSpan? RetryAfter { get; } = retryAfter;
}
