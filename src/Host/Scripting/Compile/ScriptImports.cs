namespace Atelier.Host.Scripting.Compile;

/// <summary>What scripts need not say: dotnet-script's own imports, and Atelier's.</summary>
internal static class ScriptImports
{
    public static readonly string[] All =
    [
        "System", "System.IO", "System.Collections.Generic", "System.Console", "System.Diagnostics", "System.Dynamic", "System.Linq",
        "System.Linq.Expressions",
        "System.Text", "System.Threading.Tasks", "Atelier.Generation", "Atelier.Scripting",
    ];
}
