namespace Atelier.Host.Serve;

/// <summary>
/// The command listens to signals itself, so that a second Ctrl-C ends the process; ASP.NET's own lifetime would swallow it, and chat about
/// its content root.
/// </summary>
internal sealed class ServerLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
