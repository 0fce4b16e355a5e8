using Atelier.Host.Scripting;
using Atelier.Host.Scripting.Compile;
using Atelier.Host.Scripting.Compile.Packages;
using Atelier.Host.Tests.Doubles;

namespace Atelier.Host.Tests.Scripting.Compile;

public sealed class ScriptCompilerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_dotnet_script_imports_and_what_the_globals_have_needs_no_saying()
    {
        var outcome = await CompileAsync("""
            WriteLine(Path.Combine("a", "b") + new StringBuilder() + new List<int>().Sum() + Stopwatch.Frequency);
            var picture = await Imagine("a lighthouse", steps: 20);
            Log.Info(Args.Count);
            """);

        Assert.Empty(outcome.Problems);
        Assert.NotNull(outcome.Script);
    }

    [Fact]
    public async Task Errors_and_warnings_have_file_line_column_and_number()
    {
        var outcome = await CompileAsync("WriteLine(1);\n  WriteLine(nothing);\nint F() { int x = 1; return 2; }\n");

        Assert.Null(outcome.Script);
        Assert.Equal(
            ["script.csx(2,13): error CS0103: The name 'nothing' does not exist in the current context"],
            outcome.Problems.Where(problem => problem.IsError).Select(problem => problem.ToString()));
        Assert.Contains(outcome.Problems, problem => problem is { Severity: ScriptProblem.Warning, Id: "CS0219", Line: 3 });
    }

    [Fact]
    public async Task Files_are_loaded_from_beside_the_file_that_names_them()
    {
        Write("parts/a.csx", "#load \"b.csx\"\nint A() => B() + 1;");
        Write("parts/b.csx", "int B() => 1;");
        Assert.Empty((await CompileAsync("#load \"parts/a.csx\"\n#load \"parts/b.csx\"\nWriteLine(A() + B());")).Problems);

        Write("parts/b.csx", "int B() => one;");
        Assert.Equal(
            Path.Combine("parts", "b.csx"), Assert.Single((await CompileAsync("#load \"parts/a.csx\"\nWriteLine(A());")).Problems).File);
    }

    [Fact]
    public async Task A_circle_of_files_is_an_error_where_it_closes()
    {
        Write("a.csx", "#load \"b.csx\"");
        Write("b.csx", "// first\n#load \"a.csx\"");

        var problem = Assert.Single((await CompileAsync("#load \"a.csx\"")).Problems);
        Assert.Equal("b.csx(2,7): error ATELIER001: a file cannot load itself: a.csx loads b.csx loads a.csx", problem.ToString());
    }

    [Theory]
    [InlineData("#load \"gone.csx\"", "CS1504", "there is no file gone.csx")]
    [InlineData("#load \"nuget: A, 1.0.0\"", "ATELIER002", "scripts in packages are not loaded")]
    [InlineData("#r \"gone.dll\"", "CS0006", "there is no assembly gone.dll")]
    [InlineData("#r \"nuget: Dapper\"", "ATELIER003", "exact version")]
    [InlineData("#r \"nuget: Dapper, 2.*\"", "ATELIER003", "exact version")]
    public async Task What_is_not_there_is_said_where_it_is_asked_for(string directive, string id, string message)
    {
        var problem = Assert.Single((await CompileAsync($"#r \"System.Xml\"\n{directive}\nWriteLine(1);")).Problems);

        Assert.Equal((2, id), (problem.Line, problem.Id));
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Assemblies_are_referred_to_by_their_file()
    {
        File.Copy(typeof(Dapper.SqlMapper).Assembly.Location, Path.Combine(_folder.Path, "Dapper.dll"));
        var outcome = await CompileAsync("#r \"Dapper.dll\"\nWriteLine(typeof(Dapper.SqlMapper));");

        Assert.Empty(outcome.Problems);
        Assert.Equal(Path.Combine(_folder.Path, "Dapper.dll"), outcome.Script!.Libraries.Managed["Dapper"]);
    }

    [Fact]
    public async Task What_was_compiled_is_found_again_until_something_changes_that_it_was_made_from()
    {
        Write("part.csx", "int Part() => 1;");
        var first = await CompileAsync("#load \"part.csx\"\nreturn Part();");
        var again = await CompileAsync("#load \"part.csx\"\nreturn Part();");
        Write("part.csx", "int Part() => 2;");
        var changed = await CompileAsync("#load \"part.csx\"\nreturn Part();");

        Assert.Equal(first.Script!.Assembly, again.Script!.Assembly);
        Assert.NotEqual(first.Script.Assembly, changed.Script!.Assembly);
    }

    [Fact]
    public async Task The_cache_keeps_what_was_used_last()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder.Path, "cache", "scripts"));
        for (var i = 0; i < CompileCache.MostEntries + 20; i++)
        {
            var old = Path.Combine(folder.FullName, $"{i}.script");
            File.WriteAllText(old, "old");
            File.SetLastWriteTimeUtc(old, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(i));
        }

        await CompileAsync("return 1;");

        Assert.Equal(CompileCache.MostEntries, folder.GetFiles().Length);
        Assert.False(File.Exists(Path.Combine(folder.FullName, "20.script")));
        Assert.True(File.Exists(Path.Combine(folder.FullName, "21.script")));
    }

    private void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_folder.Path, name))!);
        File.WriteAllText(Path.Combine(_folder.Path, name), text);
    }

    private Task<CompileOutcome> CompileAsync(string text) => new ScriptCompiler(
        new ReferenceFinder(
            new PackageRestore(
                Path.Combine(_folder.Path, "cache", "packages"), (_, _) => throw new InvalidOperationException("no package is asked for"))),
        new CompileCache(Path.Combine(_folder.Path, "cache", "scripts"), TimeProvider.System))
        .CompileAsync(new ScriptSource(Path.Combine(_folder.Path, "script.csx"), text), default);
}
