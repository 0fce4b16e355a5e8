using System.Diagnostics;
using System.Net.Sockets;
using Atelier.Host.Downloads;
using Atelier.Host.Security.Keys;
using Atelier.Host.Worker.Work;

namespace Atelier.Host.Worker.Supervise;

/// <summary>Starts workers as child processes: this program again, with a socket that only this user can reach.</summary>
internal sealed class ChildLauncher(ILogger<ChildProcess> logger) : IWorkerLauncher
{
    // A socket's path has at most 104 bytes on some systems.
    private const int LongestFolder = 80;
    private const string ShortFolder = "/tmp";

    public async Task<IWorkerProcess> LaunchAsync(CancellationToken cancellation)
    {
        var folder = CreateFolder();
        try
        {
            var path = Path.Combine(folder.FullName, "link");
            using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            listener.Bind(new UnixDomainSocketEndPoint(path));
            listener.Listen(1);
            var oomKills = OutOfMemory.Kills();
            return await ChildProcess.StartAsync(Process.Start(Command(path))!, oomKills, listener, logger, cancellation);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // On Unix such a folder is made for its user alone.
    private static DirectoryInfo CreateFolder()
    {
        const string prefix = "atelier-";
        var folder = Directory.CreateTempSubdirectory(prefix);
        if (folder.FullName.Length <= LongestFolder || OperatingSystem.IsWindows())
        {
            return folder;
        }

        folder.Delete();
        return Directory.CreateDirectory(
            Path.Combine(ShortFolder, prefix + Path.GetRandomFileName()), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static ProcessStartInfo Command(string socket)
    {
        var program = Environment.ProcessPath!;
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
        {
            start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "atelier.dll"));
        }

        foreach (var argument in (string[])[WorkerCommand.Name, WorkerCommand.LinkOption, socket])
        {
            start.ArgumentList.Add(argument);
        }

        // Plugins run there: they fetch no models, and administer nothing.
        foreach (var variable in (string[])[.. HubOptions.TokenVariables, AdminKeySource.Variable, AdminKeySource.FileVariable])
        {
            start.Environment.Remove(variable);
        }

        return start;
    }
}
