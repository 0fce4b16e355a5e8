namespace Atelier.Host.Api.Native;

/// <summary>How long the server has been there.</summary>
internal sealed class ServerClock(TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();

    public TimeSpan Uptime => time.GetElapsedTime(_start);
}
