using System.Text;
using Atelier.Host.Cli.Run;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Atelier.Host.Scripting.Compile;

/// <summary>A script and all that it loads, each file read once: what is compiled is what was hashed.</summary>
internal sealed class SourceGraph
{
    /// <summary>As in a project: what is new in the language is there.</summary>
    public static readonly CSharpParseOptions Language = new(LanguageVersion.Latest, DocumentationMode.None, SourceCodeKind.Script);

    private readonly string _folder;
    private readonly Dictionary<string, SourceText> _files = [];
    private readonly List<Directive> _references = [];
    private readonly List<ScriptProblem> _problems = [];

    private SourceGraph(string path) => (Path, _folder) = (path, System.IO.Path.GetDirectoryName(path)!);

    /// <summary>The script's own.</summary>
    public string Path { get; }

    public SourceText Text => _files[Path];

    /// <summary>By full path, the script's own first.</summary>
    public IReadOnlyDictionary<string, SourceText> Files => _files;

    /// <summary>What <c>#r</c> names, in all files.</summary>
    public IReadOnlyList<Directive> References => _references;

    /// <summary>What is wrong before it is compiled.</summary>
    public IReadOnlyList<ScriptProblem> Problems => _problems;

    /// <summary>Reads a script.</summary>
    /// <exception cref="IOException">The script itself cannot be read.</exception>
    public static SourceGraph Read(ScriptSource source)
    {
        var graph = new SourceGraph(source.Path);
        graph.Add(source.Path, SourceText.From(source.Text ?? File.ReadAllText(source.Path), Encoding.UTF8), []);
        return graph;
    }

    /// <summary>What a file is called in problems.</summary>
    public string NameOf(string path) => System.IO.Path.GetRelativePath(_folder, path);

    /// <summary>Where a file named in another one lies.</summary>
    public static string Resolve(string name, string from) => System.IO.Path.GetFullPath(name, System.IO.Path.GetDirectoryName(from)!);

    public ScriptProblem Problem(Directive at, string id, string message) =>
        new(NameOf(at.File), at.Line, at.Column, ScriptProblem.Error, id, message);

    private void Add(string path, SourceText text, IReadOnlyList<string> above)
    {
        _files.Add(path, text);
        var root = CSharpSyntaxTree.ParseText(text, Language, path).GetCompilationUnitRoot();
        _references.AddRange(root.GetReferenceDirectives().Select(directive => Directive.Of(path, directive, directive.File)));
        foreach (var load in root.GetLoadDirectives().Select(directive => Directive.Of(path, directive, directive.File)))
        {
            Follow(load, [.. above, path]);
        }
    }

    private void Follow(Directive load, IReadOnlyList<string> above)
    {
        if (load.Value.StartsWith("nuget:", StringComparison.OrdinalIgnoreCase))
        {
            _problems.Add(
                Problem(load, "ATELIER002",
                    "scripts in packages are not loaded; copy the file beside this one, or refer to an assembly of the package with #r"));
            return;
        }

        var path = Resolve(load.Value, load.File);
        if (above.Contains(path))
        {
            var way = above.SkipWhile(file => file != path).Append(path).Select(NameOf);
            _problems.Add(Problem(load, "ATELIER001", $"a file cannot load itself: {string.Join(" loads ", way)}"));
        }
        else if (!_files.ContainsKey(path) && ReadLoaded(load, path) is { } text)
        {
            Add(path, text, above);
        }
    }

    private SourceText? ReadLoaded(Directive load, string path)
    {
        try
        {
            var text = File.ReadAllText(path);
            return SourceText.From(EditorFile.IsOne(text) ? "" : text, Encoding.UTF8);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _problems.Add(Problem(load, "CS1504", File.Exists(path)
                ? $"{load.Value} cannot be read: {exception.Message}"
                : $"there is no file {load.Value}; it is looked for in the folder of {NameOf(load.File)}"));
            return null;
        }
    }
}

/// <summary>A <c>#load</c> or <c>#r</c>.</summary>
/// <param name="File">Where it stands.</param>
/// <param name="Line">Counts from 1.</param>
/// <param name="Column">Counts from 1.</param>
/// <param name="Value">What stands between the quotes.</param>
internal sealed record Directive(string File, int Line, int Column, string Value)
{
    public static Directive Of(string file, DirectiveTriviaSyntax directive, SyntaxToken value)
    {
        var start = (value.IsMissing ? directive.GetLocation() : value.GetLocation()).GetLineSpan().StartLinePosition;
        return new Directive(file, start.Line + 1, start.Character + 1, value.ValueText);
    }
}
