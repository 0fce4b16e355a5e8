using System.Runtime.InteropServices;

namespace Atelier.Host.Scripting.Child;

/// <summary>
/// A session and a group of processes of this process's own, so that all that scripts start can be found and ended with it. On Linux it
/// also becomes the parent of whatever loses its own meanwhile.
/// </summary>
internal static partial class OwnGroup
{
    private const int SetChildSubreaper = 36;
    private const int Kill = 9;
    private const int OwnGroupOfProcesses = 0;

    public static void Begin()
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = SetSession();
        }

        if (OperatingSystem.IsLinux())
        {
            _ = Control(SetChildSubreaper, 1, 0, 0, 0);
        }
    }

    /// <summary>Ends this process and its group, whatever they are doing.</summary>
    public static void End()
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = Signal(OwnGroupOfProcesses, Kill);
        }

        Environment.Exit(1);
    }

    [LibraryImport("libc", EntryPoint = "setsid")]
    private static partial int SetSession();

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int Control(int option, nint first, nint second, nint third, nint fourth);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);
}
