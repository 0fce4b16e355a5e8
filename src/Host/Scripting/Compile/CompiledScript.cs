namespace Atelier.Host.Scripting.Compile;

/// <summary>A script that can run.</summary>
/// <param name="Type">The type that holds its entry.</param>
/// <param name="Method">Its entry, which takes the globals.</param>
/// <param name="Assembly">An assembly.</param>
/// <param name="Symbols">Its portable PDB: lines in stack traces.</param>
/// <param name="Libraries">What it is loaded with.</param>
/// <param name="Warnings">What the compiler said.</param>
internal sealed record CompiledScript(
    string Type, string Method, byte[] Assembly, byte[] Symbols, ScriptLibraries Libraries, IReadOnlyList<ScriptProblem> Warnings);

/// <summary>What a script refers to, on disk.</summary>
/// <param name="Compile">Assemblies to compile against.</param>
/// <param name="Managed">Assemblies to run with, by simple name.</param>
/// <param name="Native">Native libraries, by file name without its ending.</param>
internal sealed record ScriptLibraries(
    IReadOnlyList<string> Compile, IReadOnlyDictionary<string, string> Managed, IReadOnlyDictionary<string, string> Native)
{
    public static readonly ScriptLibraries None = new([], new Dictionary<string, string>(), new Dictionary<string, string>());

    /// <summary>These and others. Of two with one name the first counts.</summary>
    public ScriptLibraries With(ScriptLibraries others) => new(
        [.. Compile.Union(others.Compile)], Merge(Managed, others.Managed), Merge(Native, others.Native));

    private static Dictionary<string, string> Merge(IReadOnlyDictionary<string, string> first, IReadOnlyDictionary<string, string> second) =>
        first.Concat(second.Where(pair => !first.ContainsKey(pair.Key))).ToDictionary(StringComparer.OrdinalIgnoreCase);
}

/// <summary>What compiling came to.</summary>
/// <param name="Script">Null where there are errors.</param>
internal sealed record CompileOutcome(CompiledScript? Script, IReadOnlyList<ScriptProblem> Problems);
