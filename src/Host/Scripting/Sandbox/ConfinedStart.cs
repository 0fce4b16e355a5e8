using System.ComponentModel;
using System.Runtime.InteropServices;
using Atelier.Host.Serve;

namespace Atelier.Host.Scripting.Sandbox;

/// <summary>
/// Confines this process, and begins it anew: the runtime's own threads were there before, and would have kept their rights. The new
/// program has the same id, and only what the confined thread may do.
/// </summary>
internal static partial class ConfinedStart
{
    /// <param name="arguments">Of the program that this becomes.</param>
    /// <exception cref="Win32Exception">The kernel refuses.</exception>
    public static void Become(IEnumerable<string> readable, IEnumerable<string> writable, params IEnumerable<string> arguments)
    {
        var program = OwnProgram.Start(arguments);
        Landlock.Confine(readable, writable);
        _ = Execute(program.FileName, [program.FileName, .. program.ArgumentList, null]);
        throw new Win32Exception();
    }

    [LibraryImport("libc", EntryPoint = "execv", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Execute(string path, string?[] arguments);
}
