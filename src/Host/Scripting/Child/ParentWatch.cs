using System.Runtime.InteropServices;

namespace Atelier.Host.Scripting.Child;

/// <summary>
/// Ends this process when the one that started it is gone: a script that holds all of the pool's threads would not notice that the link has
/// closed.
/// </summary>
internal static partial class ParentWatch
{
    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(0.5);

    public static void Begin()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var parent = Parent();
        new Thread(() => { while (Parent() == parent) { Thread.Sleep(Glance); } OwnGroup.End(); })
        {
            IsBackground = true,
            Name = "parent watch",
        }.Start();
    }

    [LibraryImport("libc", EntryPoint = "getppid")]
    private static partial int Parent();
}
