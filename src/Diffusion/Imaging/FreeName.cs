using System.Runtime.InteropServices;

namespace Atelier.Diffusion.Imaging;

/// <summary>
/// Renames a file to a name only if nobody has it, in one step of the file system. .NET's own move looks first and renames then on Unix,
/// and of two writers the later wins.
/// </summary>
internal static partial class FreeName
{
    private const int FileExists = 17;

    /// <summary>Renames.</summary>
    /// <returns>False where the name is taken.</returns>
    /// <exception cref="IOException">It fails for another reason.</exception>
    public static bool TryTake(string temporary, string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            if (Link(temporary, path) == 0)
            {
                File.Delete(temporary);
                return true;
            }

            if (Marshal.GetLastPInvokeError() == FileExists)
            {
                return false;
            }
        }

        // Windows renames in one step. A Unix file system without hard links leaves only this.
        return TryMove(temporary, path);
    }

    private static bool TryMove(string temporary, string path)
    {
        try
        {
            File.Move(temporary, path, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string existing, string name);
}
