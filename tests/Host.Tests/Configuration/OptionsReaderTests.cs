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

        Assert.StartsWith($"{Path.Combine(Working, "atelier.json")}: {problem}", Assert.Throws<OptionsException>(() => Read()).Message);
    }

    [Fact]
    public void The_command_line_wins_over_everything_and_atelier_json_over_appsettings_json()
    {
        Write(Working,
            """{ "Logging": { "x": 1 }, "atelier": { "limits": { "steps": 1, "count": 1, "width": 64 }, "defaultModel": "shared" } }""",
            OptionsReader.SharedFileName);
        Write(Working, """{ "$schema": "atelier.schema.json", "limits": { "steps": 2, "count": 2 } }""");
        _environment["ATELIER_Limits__Count"] = "3";
        _environment["ATELIER_LIMITS__WIDTH"] = "72";

        var options = Read("serve", "--Limits:Width=80", "--server:keepAge", "30d");

        Assert.Equal(("shared", 2, 3, 80), (options.DefaultModel, options.Limits.Steps, options.Limits.Count, options.Limits.Width));
        Assert.Equal(TimeSpan.FromDays(30), options.Server.KeepAge);
        Assert.Equal(
            [
                ("defaultModel", Path.Combine(Working, "appsettings.json")),
                ("limits.count", "ATELIER_Limits__Count"),
                ("limits.steps", Path.Combine(Working, "atelier.json")),
                ("limits.width", "--Limits:Width"),
                ("server.keepAge", "--server:keepAge"),
            ],
            options.Sources.Select(source => (source.Key, source.Value)).OrderBy(source => source.Key, StringComparer.Ordinal));
    }

    [Fact]
    public void A_shared_file_without_our_section_is_left_alone()
    {
        Write(Working, """{ "ConnectionStrings": { "x": "y" } }""", OptionsReader.SharedFileName);

        Assert.Empty(Read().Files);
    }

    [Fact]
    public void Lists_are_arrays_in_a_file_and_have_semicolons_elsewhere()
    {
        Write(Working, """{ "server": { "urls": ["http://*:80", "http://[::1]:81"], "keepCount": null, "inProcess": true } }""");
        _environment["ATELIER_SERVER__ALLOWEDHOSTS"] = "a.example; b.example";

        var server = Read().Server;

        Assert.Equal(["http://*:80", "http://[::1]:81"], server.Urls);
        Assert.Equal(["a.example", "b.example"], server.AllowedHosts);
        Assert.Equal((null, true), (server.KeepCount, server.InProcess));
    }

    [Theory]
    [InlineData("ATELIER_LIMITS__STEPZ", "1", "ATELIER_LIMITS__STEPZ: 'LIMITS.STEPZ' is unknown (did you mean 'limits.steps'?)")]
    [InlineData("ATELIER_LIMITS__STEPS", "many",
        "ATELIER_LIMITS__STEPS: limits.steps: 'many' is not possible; it must be a whole number from 1 to 10000")]
    public void A_variable_that_does_not_fit_is_named(string variable, string text, string problem)
    {
        _environment[variable] = text;

        Assert.Equal(problem, Assert.Throws<OptionsException>(() => Read()).Message);
    }

    [Theory]
    [InlineData("--server:keepAg=1d", "--server:keepAg: 'server.keepAg' is unknown (did you mean 'server.keepAge'?)")]
    [InlineData("--server:keepAge", "--server:keepAge needs a value")]
    [InlineData("--server:modelMemory=8 elephants",
        "--server:modelMemory: server.modelMemory: '8 elephants' is not possible; it must be a size of at least 1MB, as 500MB, 8GB or 4GiB")]
    [InlineData("--server:urls=ftp://x",
        "--server:urls: server.urls: 'ftp://x' is not possible; it must be addresses as http://127.0.0.1:7860 or http://*:7860, separated by semicolons")]
    [InlineData("--server:lease=15",
        "--server:lease: server.lease: '15' is not possible; it must be a time from 1s to 1h, as 30s, 10m, 2h or 7d")]
    public void A_setting_of_the_command_line_that_does_not_fit_is_named(string argument, string problem) =>
        Assert.Equal(problem, Assert.Throws<OptionsException>(() => Read(argument)).Message);

    [Fact]
    public void Variables_of_others_are_left_alone()
    {
        _environment["ATELIER_ADMIN_KEY"] = "secret";
        _environment["PATH"] = "/bin";

        Assert.Empty(Read().Sources);
    }

    [Fact]
    public void A_file_that_is_no_JSON_is_named_in_one_line()
    {
        Write(Working, "{ limits }");

        var message = Assert.Throws<OptionsException>(() => Read()).Message;

        Assert.StartsWith(Path.Combine(Working, "atelier.json") + ": ", message);
        Assert.DoesNotContain('\n', message);
    }

    private AtelierOptions Read(params string[] arguments) =>
        new OptionsReader(Working, Program, _environment, CommandLineSetting.Split(arguments).Settings).Read();

    private static void Write(string folder, string json, string name = OptionsReader.FileName) =>
        File.WriteAllText(Path.Combine(folder, name), json);
}
