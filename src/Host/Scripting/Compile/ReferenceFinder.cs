using Atelier.Host.Scripting.Compile.Packages;

namespace Atelier.Host.Scripting.Compile;

/// <summary>Finds what a script's <c>#r</c> directives name: files, assemblies of .NET, packages.</summary>
/// <param name="packages">Fetches packages.</param>
internal sealed class ReferenceFinder(PackageRestore packages)
{
    /// <summary>Finds all of them.</summary>
    /// <param name="problems">Takes what is wrong.</param>
    public async Task<ScriptLibraries> FindAsync(SourceGraph graph, List<ScriptProblem> problems, CancellationToken cancellation)
    {
        var found = ScriptLibraries.None;
        List<PackageDirective> wanted = [];
        foreach (var directive in graph.References)
        {
            if (directive.Value.StartsWith(PackageDirective.Prefix, StringComparison.OrdinalIgnoreCase))
            {
                if (PackageDirective.Parse(directive) is { } package)
                {
                    wanted.Add(package);
                }
                else
                {
                    problems.Add(
                        graph.Problem(directive, "ATELIER003", "a package is named with its exact version: #r \"nuget: Name, 1.2.3\""));
                }
            }
            else if (FileOf(directive) is { } path)
            {
                found = found.With(new ScriptLibraries(
                    [path], new Dictionary<string, string> { [Path.GetFileNameWithoutExtension(path)] = path },
                    new Dictionary<string, string>()));
            }
            else if (!IsFramework(directive.Value))
            {
                problems.Add(graph.Problem(
                    directive, "CS0006",
                    $"there is no assembly {directive.Value}; a file is looked for in the folder of {graph.NameOf(directive.File)}"));
            }
        }

        return problems.Count > 0 || wanted.Count == 0
            ? found
            : found.With(await packages.RestoreAsync(graph, wanted, problems, cancellation));
    }

    private static string? FileOf(Directive directive) =>
        SourceGraph.Resolve(directive.Value, directive.File) is var path && File.Exists(path) ? path : null;

    // All of .NET is there already; saying so does no harm.
    private static bool IsFramework(string name) =>
        Path.GetFileName(name) == name
            && File.Exists(
                Path.Combine(FrameworkReferences.Folder, name.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? name : name + ".dll"));
}
