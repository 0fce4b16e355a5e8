using Atelier.Host.Serve;

namespace Atelier.Host.Worker;

/// <summary>
/// A locked file for each worker that lives. The system unlocks it however the worker ends, so that a server that starts knows at once
/// which jobs nobody makes any more.
/// </summary>
internal sealed class WorkerLocks(ServerOptions server)
{
    private readonly string _folder = Path.Combine(server.Data, "workers");

    /// <summary>Says that a worker lives, until this is disposed or the process ends.</summary>
    public IDisposable Hold(string worker)
    {
        Directory.CreateDirectory(_folder);
        return new FileStream(PathOf(worker), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
    }

    /// <summary>Whether no process is this worker any more.</summary>
    public bool IsGone(string worker)
    {
        try
        {
            using var free =
                new FileStream(PathOf(worker), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            return true;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private string PathOf(string worker) => Path.Combine(_folder, $"{worker}.lock");
}
