using Atelier.Host.Configuration;

namespace Atelier.Host.Tests.Configuration;

public sealed class OptionsReaderTests : IDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("atelier-options-");
    private readonly Dictionary<string, string> _environment = [];

    private string Working => Directory.CreateDirectory(Path.Combine(_home.FullName, "a", "b")).FullName;

    private string Program => Directory.CreateDirectory(Path.Combine(_home.FullName, "program")).FullName;

    public void Dispose() => _home.Delete(recursive: true);

    [Fact]
    public void Without_any_file_everything_has_a_default()
    {
        var options = Read();

        Assert.Equal("starter", options.DefaultModel);
        Assert.Equal(2048, options.Limits.Width);
        Assert.Equal(Path.Combine(Working, "output"), options.Folders.Output);
        Assert.Equal([Path.Combine(Program, "plugins")], options.Folders.Plugins);
        Assert.Empty(options.Files);
    }

    [Fact]
    public void Models_are_found_from_the_working_directory_upwards_and_else_from_the_program()
    {
        var byProgram = Directory.CreateDirectory(Path.Combine(Program, "models")).FullName;
        Assert.Equal(byProgram, Read().Folders.Models);

        var above = Directory.CreateDirectory(Path.Combine(_home.FullName, "models")).FullName;
        Assert.Equal(above, Read().Folders.Models);

        var here = Directory.CreateDirectory(Path.Combine(Working, "models")).FullName;
        Assert.Equal(here, Read().Folders.Models);
    }

    [Fact]
    public void The_environment_wins_over_the_working_directory_and_that_over_the_program()
    {
        Write(Program, """{ "defaultModel": "one", "limits": { "steps": 10, "count": 3 } }""");
        Write(Working, """{ "limits": { "steps": 20, "count": 4 } } // mine""");
        _environment["ATELIER_LIMITS__COUNT"] = "5";

        var options = Read();

        Assert.Equal(("one", 20, 5), (options.DefaultModel, options.Limits.Steps, options.Limits.Count));
        Assert.Equal(2, options.Files.Count);
    }

    [Fact]
    public void Relative_folders_are_of_the_file_that_names_them()
    {
        Write(Program, """{ "folders": { "models": "m", "plugins": "/p" } }""");
        _environment["ATELIER_FOLDERS__OUTPUT"] = "o";

        var folders = Read().Folders;

        Assert.Equal(Path.Combine(Program, "m"), folders.Models);
        Assert.Equal([Path.Combine(Program, "plugins"), Path.GetFullPath("/p")], folders.Plugins);
        Assert.Equal(Path.Combine(Working, "o"), folders.Output);
    }

    [Theory]
    [InlineData("""{ "limits": { "stepz": 1 } }""", "'limits.stepz' is unknown (did you mean 'limits.steps'?)")]
    [InlineData("""{ "banana": {} }""", "'banana' is unknown")]
    [InlineData("""{ "limits": { "steps": 0 } }""", "limits.steps: '0' is not possible; it must be a whole number from 1 to 10000")]
    [InlineData("""{ "limits": { "width": 1e3 } }""", "limits.width: '1e3' is not possible; it must be a whole number from 8 to 16384")]
    [InlineData("""{ "folders": { "models": "" } }""", "folders.models: '' is not possible; it must be a folder")]
    [InlineData("""{ "limits": 5 }""", "'limits' is unknown")]
    public void A_setting_that_does_not_fit_is_named_with_its_file(string json, string problem)
    {
        Write(Working, json);

        Assert.StartsWith($"{Path.Combine(Working, "atelier.json")}: {problem}", Assert.Throws<OptionsException>(Read).Message);
    }

    [Fact]
    public void A_file_that_is_no_JSON_is_named_in_one_line()
    {
        Write(Working, "{ limits }");

        var message = Assert.Throws<OptionsException>(Read).Message;

        Assert.StartsWith(Path.Combine(Working, "atelier.json") + ": ", message);
        Assert.DoesNotContain('\n', message);
    }

    private AtelierOptions Read() => new OptionsReader(Working, Program, _environment.GetValueOrDefault).Read();

    private static void Write(string folder, string json) => File.WriteAllText(Path.Combine(folder, OptionsReader.FileName), json);
}
