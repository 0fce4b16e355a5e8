using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Atelier.Host.Worker.Work;

/// <summary>
/// Puts a worker behind the server: it takes whatever the cores have to give, and the server's short answers go first. Where nothing else
/// runs it costs nothing.
/// </summary>
internal static partial class LowPriority
{
    // As nice counts: 0 is usual, 19 the least. Beside the server's own, whatever that is.
    private const int Behind = 5;
    private const int Least = 19;
    private const int OfThread = 0;

    public static void Enter()
    {
        if (!OperatingSystem.IsLinux())
        {
            using var process = Process.GetCurrentProcess();
            process.PriorityClass = ProcessPriorityClass.BelowNormal;
            return;
        }

        // Linux has a priority for each thread; threads to come inherit that of the one that starts them.
        var niceness = Math.Min(GetPriority(OfThread, 0) + Behind, Least);
        foreach (var thread in Directory.EnumerateDirectories("/proc/self/task"))
        {
            // A thread that has just ended, or a system that forbids it: the work is done all the same.
            _ = SetPriority(OfThread, uint.Parse(Path.GetFileName(thread), CultureInfo.InvariantCulture), niceness);
        }
    }

    [LibraryImport("libc", EntryPoint = "getpriority")]
    private static partial int GetPriority(int which, uint who);

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, uint who, int niceness);
}
