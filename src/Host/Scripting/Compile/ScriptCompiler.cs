using System.Text;
using Atelier.Host.Texts;
using Atelier.Scripting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Scripting;

namespace Atelier.Host.Scripting.Compile;

/// <summary>
/// Compiles scripts to assemblies in memory. Never <c>EvaluateAsync</c>: what that loads stays loaded, an assembly a run (roslyn #41722).
/// </summary>
internal sealed class ScriptCompiler(ReferenceFinder references, CompileCache cache)
{
    private const int MostProblems = 200;

    // Which version of an assembly stands for which: of no use to who writes a script.
    private static readonly string[] Unasked = ["CS1701", "CS1702", "CS1705", "CS8021"];

    /// <summary>Compiles, or finds what was compiled before.</summary>
    /// <exception cref="IOException">The script cannot be read.</exception>
    public async Task<CompileOutcome> CompileAsync(ScriptSource source, CancellationToken cancellation)
    {
        source = source with { Text = source.Text ?? await File.ReadAllTextAsync(source.Path, cancellation) };
        if (cache.Find(source) is { } found)
        {
            return new CompileOutcome(found, found.Warnings);
        }

        var graph = SourceGraph.Read(source);
        List<ScriptProblem> problems = [.. graph.Problems];
        var libraries = problems.Count > 0 ? ScriptLibraries.None : await references.FindAsync(graph, problems, cancellation);

        // Files that are not there make everything after them wrong too.
        return problems.Count > 0 ? new CompileOutcome(null, problems) : Emit(source, graph, libraries, cancellation);
    }

    private CompileOutcome Emit(ScriptSource source, SourceGraph graph, ScriptLibraries libraries, CancellationToken cancellation)
    {
        MetadataReference[] all = [.. FrameworkReferences.All, .. libraries.Compile.Select(path => MetadataReference.CreateFromFile(path))];
        var compilation = CSharpScript.Create(graph.Text.ToString(), OptionsOf(graph, all), typeof(ScriptGlobals)).GetCompilation();
        using var assembly = new MemoryStream();
        using var symbols = new MemoryStream();
        var result =
            compilation.Emit(
                assembly, symbols, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb),
                cancellationToken: cancellation);
        var problems = result.Diagnostics.Select(diagnostic => ProblemOf(diagnostic, graph)).OfType<ScriptProblem>().Take(MostProblems)
            .ToList();
        if (!result.Success)
        {
            return new CompileOutcome(null, problems);
        }

        var entry = compilation.GetEntryPoint(cancellation)!;
        var script = new CompiledScript(
            entry.ContainingType.MetadataName, entry.MetadataName, assembly.ToArray(), symbols.ToArray(), libraries, problems);
        cache.Keep(source, graph, script);
        return new CompileOutcome(script, problems);
    }

    private static ScriptOptions OptionsOf(SourceGraph graph, MetadataReference[] all) => ScriptOptions.Default
        .WithReferences(all)
        .WithImports(ScriptImports.All)
        .WithLanguageVersion(SourceGraph.Language.SpecifiedLanguageVersion)
        .WithFilePath(graph.Path)
        .WithFileEncoding(Encoding.UTF8)
        .WithSourceResolver(new SourceResolver(graph))
        .WithMetadataResolver(new KnownReferences(all))

        // What is collectible is optimised from its first call, and would lose frames: an error's line is worth more than a loop's speed.
        .WithOptimizationLevel(OptimizationLevel.Debug)
        .WithEmitDebugInformation(true)
        .WithAllowUnsafe(true);

    private static ScriptProblem? ProblemOf(Diagnostic diagnostic, SourceGraph graph)
    {
        if (diagnostic.Severity < DiagnosticSeverity.Warning || Unasked.Contains(diagnostic.Id))
        {
            return null;
        }

        var place = diagnostic.Location.GetMappedLineSpan();
        return new ScriptProblem(
            graph.NameOf(place is { IsValid: true, Path.Length: > 0 } ? place.Path : graph.Path),
            place.IsValid ? place.StartLinePosition.Line + 1 : 1,
            place.IsValid ? place.StartLinePosition.Character + 1 : 1,
            diagnostic.Severity == DiagnosticSeverity.Error ? ScriptProblem.Error : ScriptProblem.Warning,
            diagnostic.Id,
            OneLine.Of(diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), 500));
    }
}
