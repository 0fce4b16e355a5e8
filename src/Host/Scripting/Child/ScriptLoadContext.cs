using System.Reflection;
using System.Runtime.Loader;
using Atelier.Host.Scripting.Compile;

namespace Atelier.Host.Scripting.Child;

/// <summary>
/// One run's assemblies: the script's own and those that it refers to. Collectible. Files are read, never mapped, so that they may be
/// replaced.
/// </summary>
internal sealed class ScriptLoadContext(ScriptLibraries libraries) : AssemblyLoadContext("script", isCollectible: true)
{
    public Assembly Load(CompiledScript script)
    {
        using var assembly = new MemoryStream(script.Assembly, writable: false);
        using var symbols = new MemoryStream(script.Symbols, writable: false);
        return LoadFromStream(assembly, symbols);
    }

    protected override Assembly? Load(AssemblyName name)
    {
        // Null leaves it to the program's own context: .NET, and the contracts that are one with the globals.
        if ((libraries.Managed.GetValueOrDefault(name.Name!) ?? Beside(name.Name + ".dll")) is not { } path)
        {
            return null;
        }

        using var assembly = new MemoryStream(File.ReadAllBytes(path), writable: false);
        return LoadFromStream(assembly);
    }

    protected override nint LoadUnmanagedDll(string name)
    {
        var bare = Path.GetFileNameWithoutExtension(name);
        var path = libraries.Native.GetValueOrDefault(bare) ?? libraries.Native.GetValueOrDefault("lib" + bare) ?? Beside(name)
            ?? Beside($"lib{name}.so");
        return path is null ? 0 : LoadUnmanagedDllFromPath(path);
    }

    // What an assembly needs usually lies in its folder.
    private string? Beside(string file) => libraries.Managed.Values
        .Select(path => Path.Combine(Path.GetDirectoryName(path)!, file))
        .FirstOrDefault(File.Exists);
}
