using System.Collections.Immutable;
using Atelier.Host.Cli.Run;
using Atelier.Host.Scripting;
using Atelier.Host.Scripting.Compile;
using Atelier.Host.Tests.Doubles;
using Atelier.Scripting;
using Atelier.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.CodeAnalysis.Scripting.Hosting;

namespace Atelier.Host.Tests.Cli.Run;

public sealed class EditorFileTests : IDisposable
{
    // What OmniSharp imports, and the host object that it gives every script.
    private static readonly string[] Imports =
    [
        "System", "System.IO", "System.Collections.Generic", "System.Console", "System.Diagnostics", "System.Dynamic", "System.Linq",
        "System.Linq.Expressions",
        "System.Text", "System.Threading.Tasks",
    ];

    private readonly TemporaryFolder _folder = new();

    public EditorFileTests() => File.WriteAllText(_folder[EditorFile.Name], EditorFile.Text(typeof(ScriptGlobals).Assembly.Location));

    public static TheoryData<string> Examples =>
        new(Directory.GetFiles(Path.Combine(Golden.RepositoryRoot, "scripts"), "*.csx").Select(path => Path.GetFileName(path)!));

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_editor_that_knows_no_globals_finds_nothing_wrong_with_an_example(string name)
    {
        var errors = Errors(File.ReadAllText(Path.Combine(Golden.RepositoryRoot, "scripts", name)));

        Assert.Empty(errors);
    }

    [Fact]
    public void It_sees_what_is_wrong() => Assert.Contains("CS1061", Assert.Single(Errors("var x = Log.Warn(\"a\");")));

    [Fact]
    public void Where_a_script_is_compiled_it_is_empty()
    {
        File.WriteAllText(_folder["a.csx"], $"#load \"{EditorFile.Name}\"\nLog.Info(1);");

        var graph = SourceGraph.Read(new ScriptSource(_folder["a.csx"]));

        Assert.Empty(graph.References);
        Assert.Equal("", graph.Files[_folder[EditorFile.Name]].ToString());
    }

    public void Dispose() => _folder.Dispose();

    private string[] Errors(string text)
    {
        var options = ScriptOptions.Default.WithImports(Imports).WithReferences(FrameworkReferences.All)
            .WithLanguageVersion(LanguageVersion.Latest)
            .WithFilePath(_folder["example.csx"])
            .WithSourceResolver(new SourceFileResolver(ImmutableArray<string>.Empty, _folder.Path))
            .WithMetadataResolver(ScriptMetadataResolver.Default.WithBaseDirectory(_folder.Path));
        return
        [
            .. CSharpScript.Create($"#load \"{EditorFile.Name}\"\n{text}", options, typeof(CommandLineScriptGlobals)).GetCompilation()
                .GetDiagnostics()
                .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.ToString()),
        ];
    }
}
