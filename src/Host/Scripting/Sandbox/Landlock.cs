using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Atelier.Host.Scripting.Sandbox;

/// <summary>
/// Linux's Landlock: a thread gives up rights for itself and all that it starts, for good and without being root. It works from Linux 5.13
/// on, where the kernel was built with it. https://docs.kernel.org/userspace-api/landlock.html
/// </summary>
internal static partial class Landlock
{
    private const int CreateRuleset = 444;
    private const int AddRule = 445;
    private const int RestrictSelf = 446;
    private const int SetNoNewPrivileges = 38;
    private const int PathBeneath = 1;
    private const uint AskVersion = 1;
    private const int OnlyPath = 0x200000 | 0x80000;

    private const ulong Execute = 1 << 0;
    private const ulong WriteFile = 1 << 1;
    private const ulong ReadFile = 1 << 2;
    private const ulong ReadFolder = 1 << 3;
    private const ulong Refer = 1 << 13;
    private const ulong Truncate = 1 << 14;
    private const ulong Control = 1 << 15;

    private const ulong Reading = Execute | ReadFile | ReadFolder;
    private const ulong OfFiles = Execute | WriteFile | ReadFile | Truncate | Control;
    private const ulong First = (1 << 13) - 1;
    private const ulong Listen = 1 << 0;
    private const ulong AbstractSockets = 1 << 0;
    private const ulong Signals = 1 << 1;

    /// <summary>Which version of it the kernel has; 0 for none.</summary>
    public static int Version => OperatingSystem.IsLinux() ? Math.Max(0, (int)Call(CreateRuleset, 0, 0, AskVersion)) : 0;

    /// <summary>
    /// From now on this thread, and what it starts or becomes, reads and writes nothing but what is named, listens to no TCP port (from
    /// version 4), and reaches no process outside by signals (from version 6). What is not there is passed over.
    /// </summary>
    /// <exception cref="Win32Exception">The kernel refuses.</exception>
    public static void Confine(IEnumerable<string> readable, IEnumerable<string> writable)
    {
        var version = Version;
        var all = First | (version >= 2 ? Refer : 0) | (version >= 3 ? Truncate : 0) | (version >= 5 ? Control : 0);
        var handled = new Handled(all, version >= 4 ? Listen : 0, version >= 6 ? AbstractSockets | Signals : 0);
        var size = sizeof(ulong) * (version >= 6 ? 3 : version >= 4 ? 2 : 1);
        int ruleset;
        unsafe
        {
            ruleset = (int)Checked(Call(CreateRuleset, (nint)(&handled), size, 0));
        }

        foreach (var path in readable)
        {
            Allow(ruleset, path, Reading & all);
        }

        foreach (var path in writable)
        {
            Allow(ruleset, path, all);
        }

        Checked(Prctl(SetNoNewPrivileges, 1, 0, 0, 0));
        Checked(Call(RestrictSelf, ruleset, 0, 0));
        _ = Close(ruleset);
    }

    private static void Allow(int ruleset, string path, ulong rights)
    {
        var place = Open(path, OnlyPath);
        if (place < 0)
        {
            return;
        }

        var rule = new Rule(Directory.Exists(path) ? rights : rights & OfFiles, place);
        unsafe
        {
            Checked(Call(AddRule, ruleset, PathBeneath, (nint)(&rule), 0));
        }

        _ = Close(place);
    }

    private static nint Checked(nint answer) => answer >= 0 ? answer : throw new Win32Exception();

    private static nint Call(int number, nint first, nint second, uint third) => SystemCall(number, first, second, (nint)third, 0);

    private static nint Call(int number, nint first, nint second, nint third, nint fourth) =>
        SystemCall(number, first, second, third, fourth);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint SystemCall(nint number, nint first, nint second, nint third, nint fourth);

    [LibraryImport("libc", EntryPoint = "prctl", SetLastError = true)]
    private static partial int Prctl(int option, nint first, nint second, nint third, nint fourth);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int file);

    /// <summary>What a ruleset forbids where no rule allows it: of files, of the network, of other processes.</summary>
    private readonly record struct Handled(ulong Files, ulong Network, ulong Scopes);

    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private readonly record struct Rule(ulong Rights, int Place);
}
