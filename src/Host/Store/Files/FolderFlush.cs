using System.Runtime.InteropServices;

namespace Atelier.Host.Store.Files;

/// <summary>Makes a rename last: a new name is on the disk only once its folder is.</summary>
internal static partial class FolderFlush
{
    private const int ReadOnly = 0;
    private const int CloseOnExec = 0x80000;

    /// <summary>Flushes a folder's names to the disk. Windows keeps them in its journal and has no such call.</summary>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var handle = open(folder, ReadOnly | (OperatingSystem.IsLinux() ? CloseOnExec : 0));
        if (handle < 0)
        {
            throw Error("opened");
        }

        var flushed = fsync(handle);
        var error = Error("flushed");
        _ = close(handle);
        if (flushed != 0)
        {
            throw error;
        }

        IOException Error(string what) =>
            new($"{folder} could not be {what}: {Marshal.GetLastPInvokeErrorMessage()}", Marshal.GetLastPInvokeError());
    }

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fsync(int handle);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int close(int handle);
}
