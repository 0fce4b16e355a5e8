using Atelier.Scripting;
using Microsoft.CodeAnalysis;

namespace Atelier.Host.Scripting.Compile;

/// <summary>What every script may use: .NET itself and Atelier's contracts. Read once a process.</summary>
internal static class FrameworkReferences
{
    public static readonly string Folder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    private static readonly Lazy<MetadataReference[]> References = new(() =>
    [
        .. Platform().Where(path => Path.GetDirectoryName(path) == Folder || IsContract(path))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ]);

    public static IReadOnlyList<MetadataReference> All => References.Value;

    private static string[] Platform() => ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);

    // What they are compiled against comes with them.
    private static bool IsContract(string path) => Path.GetFileNameWithoutExtension(path) is var name
        && (name == typeof(ScriptGlobals).Assembly.GetName().Name
            || typeof(ScriptGlobals).Assembly.GetReferencedAssemblies().Any(referenced => referenced.Name == name));
}
