using System.Text;
using Atelier.Host.Plugins;

namespace Atelier.Host.Tests.Plugins;

public sealed class PluginManifestReaderTests
{
    private const string Good = """
        { "id": "my-plugin", "version": "1.2.3", "apiVersion": "1.0", "entryAssembly": "My.dll", "author": "Me", "description": "Mine." }
        """;

    [Fact]
    public void A_manifest_with_all_six_fields_is_read() => Assert.Equal(
        new PluginManifest("my-plugin", new Version(1, 2, 3), new Version(1, 0), "My.dll", "Me", "Mine."), Parse(Good));

    [Theory]
    [InlineData("worker", PluginProcess.Worker)]
    [InlineData("server", PluginProcess.Server)]
    public void Where_it_runs_may_be_said(string word, object process) =>
        Assert.Equal((PluginProcess)process, Parse(Good.Replace("\"Mine.\"", $"\"Mine.\", \"runsIn\": \"{word}\"")).RunsIn);

    [Theory]
    [InlineData("\"Mine.\"", "\"Mine.\", \"runsIn\": \"cellar\"",
        "runsIn 'cellar' is unknown; it must be worker, or server for a plugin that brings front ends")]
    [InlineData("\"Mine.\"", "\"Mine.\", \"runsIn\": 1", "runsIn must be text in quotes")]
    [InlineData("\"Me\"", "\"\"", "author must have 1 to 1000 characters")]
    [InlineData("\"Me\"", "7", "author must be text in quotes")]
    [InlineData("\"author\": \"Me\", ", "", "author is missing")]
    [InlineData("entryAssembly", "entryAsembly", "'entryAsembly' is unknown (did you mean 'entryAssembly'?)")]
    [InlineData("\"author\"", "\"zzz\": \"\", \"author\"", "'zzz' is unknown")]
    [InlineData("my-plugin", "My Plugin", "id 'My Plugin' must be lower case letters, digits, hyphens and underscores, at most 64")]
    [InlineData("1.2.3", "one", "version 'one' must be numbers with dots, such as 1.0")]
    [InlineData("\"1.0\"", "\"1\"", "apiVersion '1' must be numbers with dots, such as 1.0")]
    [InlineData("My.dll", "../My.dll", "entryAssembly '../My.dll' must be the name of a .dll file in the plugin's folder")]
    [InlineData("My.dll", "My.exe", "entryAssembly 'My.exe' must be the name of a .dll file in the plugin's folder")]
    public void A_field_that_is_wrong_is_named(string old, string young, string problem)
    {
        Assert.Contains(old, Good);

        Assert.Equal($"plugin.json: {problem}", Assert.Throws<PluginException>(() => Parse(Good.Replace(old, young))).Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{} {}")]
    [InlineData("{ \"id\": \"a\", \"id\": \"b\" }")]
    [InlineData("{ \"id\": [[[[[[]]]]]] }")]
    public void Text_that_is_no_JSON_says_so_in_one_line(string text)
    {
        var message = Assert.Throws<PluginException>(() => Parse(text)).Message;

        Assert.StartsWith("plugin.json is not valid JSON: ", message);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void JSON_that_is_no_object_is_refused() =>
        Assert.Equal("plugin.json must hold an object", Assert.Throws<PluginException>(() => Parse("[]")).Message);

    private static PluginManifest Parse(string json) => PluginManifestReader.Parse(Encoding.UTF8.GetBytes(json));
}
