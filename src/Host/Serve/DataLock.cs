using Atelier.Host.Store;

namespace Atelier.Host.Serve;

/// <summary>One server a data folder. The operating system lets go of the lock when the process ends, however it ends.</summary>
internal sealed class DataLock : IDisposable
{
    public const string FileName = "server.lock";

    // What .NET makes of EWOULDBLOCK on Linux and macOS, and of a sharing violation on Windows.
    private static readonly int[] Taken = [11, 35, unchecked((int)0x80070020)];
    private readonly FileStream _file;

    private DataLock(FileStream file) => _file = file;

    /// <summary>Takes the folder, and makes it where it is not there.</summary>
    /// <exception cref="IOException">Another server has it, or it cannot be written.</exception>
    public static DataLock Take(string folder)
    {
        var file = Path.Combine(folder, FileName);
        try
        {
            DataFolder.Create(folder);
            return new DataLock(new FileStream(file, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None));
        }
        catch (IOException exception) when (Taken.Contains(exception.HResult))
        {
            throw new IOException(
                $"another server runs on {folder} already (it holds {file}); stop it, or give this one its own folder with --data",
                exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new IOException(
                $"{folder} cannot be written ({exception.Message}); give another folder with --data, or this user the right to write there",
                exception);
        }
    }

    public void Dispose() => _file.Dispose();
}
