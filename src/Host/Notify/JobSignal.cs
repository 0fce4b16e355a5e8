namespace Atelier.Host.Notify;

/// <summary>Says inside the server that it has just written to a job, so that the feed need not wait for its next look.</summary>
internal sealed class JobSignal
{
    public event Action? Raised;

    public void Raise() => Raised?.Invoke();
}
