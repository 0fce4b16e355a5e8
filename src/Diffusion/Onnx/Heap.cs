using System.Runtime.InteropServices;

namespace Atelier.Diffusion.Onnx;

/// <summary>The C library's heap, which the runtime keeps weights in.</summary>
internal static partial class Heap
{
    private const int MmapThreshold = -3;
    private const int LargeBlock = 1 << 20;

    /// <summary>
    /// Has blocks of 1 MiB and more go back to the system when they are freed. By itself glibc raises that bound to 32 MiB as it goes, and
    /// a network whose weights were converted while it loaded kept a sixth of their size for nothing (bench/README.md).
    /// </summary>
    public static void ReturnLargeBlocks()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        try
        {
            _ = SetOption(MmapThreshold, LargeBlock);
        }
        catch (EntryPointNotFoundException)
        {
            // musl has no such option, and gives large blocks back anyway.
        }
    }

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int SetOption(int option, int value);
}
