using System.Reflection;
using System.Runtime.Loader;
using Atelier.Plugins;

namespace Atelier.Host.Plugins;

/// <summary>
/// One plugin's assemblies: its own dependencies in its own versions, the contracts from the host. Collectible.
/// </summary>
/// <remarks>
/// Nothing in the plugin's folder is ever mapped: assemblies are read and loaded from memory, native libraries from a private copy. A file
/// that is overwritten while it is mapped kills the process; one that was read does not.
/// </remarks>
internal sealed class PluginLoadContext : AssemblyLoadContext
{
    private static readonly Assembly Contracts = typeof(IPlugin).Assembly;

    // Shared because the contracts are compiled against it: the same version twice would only be compiled twice.
    private static readonly Dictionary<string, AssemblyName> ContractReferences =
        Contracts.GetReferencedAssemblies().ToDictionary(name => name.Name!, StringComparer.OrdinalIgnoreCase);

    private readonly string _entry;
    private readonly PrivateCopies _copies;
    private readonly Lazy<AssemblyDependencyResolver> _resolver;

    public PluginLoadContext(string entry, PrivateCopies copies)
        : base(Path.GetFileNameWithoutExtension(entry), isCollectible: true)
    {
        _entry = entry;
        _copies = copies;
        _resolver = new Lazy<AssemblyDependencyResolver>(() => new AssemblyDependencyResolver(entry));
    }

    public Assembly LoadEntry() => Read(_entry);

    protected override Assembly? Load(AssemblyName name)
    {
        if (string.Equals(name.Name, Contracts.GetName().Name, StringComparison.OrdinalIgnoreCase))
        {
            return Contracts;
        }

        if (ContractReferences.TryGetValue(name.Name!, out var shared) && shared.Version == name.Version)
        {
            return null;
        }

        return _resolver.Value.ResolveAssemblyToPath(name) is { } path ? Read(path) : null;
    }

    protected override nint LoadUnmanagedDll(string name) =>
        (_resolver.Value.ResolveUnmanagedDllToPath(name) ?? BesideEntry(name)) is { } path
        ? LoadUnmanagedDllFromPath(_copies.Of(path))
        : 0;

    // A library that was only copied to the output is not in the plugin's .deps.json, which is all that the resolver knows.
    private string? BesideEntry(string name)
    {
        var ending = OperatingSystem.IsWindows() ? ".dll" : OperatingSystem.IsMacOS() ? ".dylib" : ".so";
        string[] names = [name, name + ending, $"lib{name}{ending}"];
        return Path.GetFileName(name) == name
            ? names.Select(file => Path.Combine(Path.GetDirectoryName(_entry)!, file)).FirstOrDefault(File.Exists)
            : null;
    }

    private Assembly Read(string path)
    {
        using var assembly = new MemoryStream(File.ReadAllBytes(path), writable: false);
        var symbols = Path.ChangeExtension(path, ".pdb");
        if (!File.Exists(symbols))
        {
            return LoadFromStream(assembly);
        }

        using var pdb = new MemoryStream(File.ReadAllBytes(symbols), writable: false);
        return LoadFromStream(assembly, pdb);
    }
}
