namespace Atelier.Host.Tests.Scripting.Compile;

public sealed class PackageTests(SomeScripts scripts) : IClassFixture<SomeScripts>
{
    // Atelier is built with it, so that NuGet's cache of this machine has it.
    private const string Known = "#r \"nuget: Dapper, 2.1.86\"\n";

    [Fact]
    public async Task A_package_is_fetched_by_the_sdk_and_noted()
    {
        var run = await scripts.RunAsync(Known + "return typeof(Dapper.SqlMapper).Assembly.GetName().Name;");

        Assert.True(run.End.Error is null, run.End.Error?.Message);
        Assert.Equal("\"Dapper\"", run.End.Result);
        Assert.Single(Directory.GetFiles(Path.Combine(scripts.Cache, "packages")));
    }

    [Fact]
    public async Task A_package_that_no_registry_has_is_an_error_where_it_is_asked_for()
    {
        var run = await scripts.RunAsync("// one\n#r \"nuget: Atelier.There.Is.No.Such, 1.2.3\"\nreturn 1;");

        var problem = Assert.Single(run.End.Problems);
        Assert.Equal(("script.csx", 2), (problem.File, problem.Line));
        Assert.StartsWith("NU", problem.Id, StringComparison.Ordinal);
        Assert.Contains("Atelier.There.Is.No.Such 1.2.3 cannot be had", problem.Message, StringComparison.Ordinal);
    }
}
