using System.Reflection;
using System.Reflection.Metadata;
using System.Runtime.Loader;

namespace Atelier.Host.Plugins.Live;

/// <summary>
/// Caches of the framework that hold types they have seen, above all System.Text.Json's, and with them the plugin that has those types.
/// Each has a handler for hot reload that empties it; it is the only public way.
/// </summary>
internal static class RuntimeCaches
{
    public static void Clear()
    {
        foreach (var handler in AssemblyLoadContext.Default.Assemblies.SelectMany(
            assembly => assembly.GetCustomAttributes<MetadataUpdateHandlerAttribute>()))
        {
            var clear = handler.HandlerType.GetMethod(
                "ClearCache", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic, [typeof(Type[])]);
            try
            {
                clear?.Invoke(null, [null]);
            }
            catch (TargetInvocationException)
            {
                // One cache that cannot be emptied is no reason to leave the others full.
            }
        }
    }
}
