using System.Diagnostics;
using Atelier.Host.Downloads;
using Atelier.Host.Security.Keys;
using Atelier.Host.Serve;
using Atelier.Host.Worker.Link;
using Atelier.Host.Worker.Work;

namespace Atelier.Host.Worker.Supervise;

/// <summary>Starts workers as child processes: this program again, with a socket that only this user can reach.</summary>
internal sealed class ChildLauncher(ILogger<ChildProcess> logger) : IWorkerLauncher
{
    public async Task<IWorkerProcess> LaunchAsync(CancellationToken cancellation)
    {
        using var socket = LinkSocket.Open();
        var oomKills = OutOfMemory.Kills();
        return await ChildProcess.StartAsync(Process.Start(Command(socket.Path))!, oomKills, socket.Listener, logger, cancellation);
    }

    private static ProcessStartInfo Command(string socket)
    {
        var start = OwnProgram.Start(WorkerCommand.Name, WorkerCommand.LinkOption, socket);

        // Plugins run there: they fetch no models, and administer nothing.
        foreach (var variable in (string[])[.. HubOptions.TokenVariables, AdminKeySource.Variable, AdminKeySource.FileVariable])
        {
            start.Environment.Remove(variable);
        }

        return start;
    }
}
