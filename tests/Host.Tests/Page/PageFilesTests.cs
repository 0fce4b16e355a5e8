using System.Text;
using Atelier.Host.Page;

namespace Atelier.Host.Tests.Page;

public class PageFilesTests
{
    private const int MostLines = 300;
    private const int LongestLine = 140;
    private readonly PageFiles _files = new();

    [Fact]
    public void The_start_page_names_every_module_so_that_all_come_at_once()
    {
        var page = Text(_files.Start);

        Assert.DoesNotContain("{version}", page);
        Assert.All(_files.Paths.Where(path => path.EndsWith(".js", StringComparison.Ordinal)),
            path => Assert.Contains($"/page/{_files.Version}/{path}\"", page));
    }

    [Fact]
    public void Every_style_sheet_is_used()
    {
        var page = Text(_files.Start);

        Assert.All(_files.Paths.Where(path => path.EndsWith(".css", StringComparison.Ordinal)),
            path => Assert.Contains($"/page/{_files.Version}/{path}\"", page));
    }

    [Fact]
    public void What_a_module_imports_is_there()
    {
        Assert.All(Modules(), module =>
        {
            var folder = Path.GetDirectoryName(module.Path)!;
            Assert.All(Imports(module.Text), import =>
                Assert.NotNull(
                    _files.Find(Path.GetRelativePath("/", Path.GetFullPath(Path.Combine("/", folder, import))).Replace('\\', '/'))));
        });
    }

    [Fact]
    public void Nothing_is_made_from_markup_and_nothing_comes_from_elsewhere()
    {
        Assert.All(Modules(), module => Assert.All(
            (string[])["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "https://", "import("],
            forbidden => Assert.DoesNotContain(forbidden, module.Text)));
    }

    [Fact]
    public void Files_stay_small()
    {
        Assert.All(_files.Paths.Append("index.html"), path =>
        {
            var lines = Text(path == "index.html" ? _files.Start : _files.Find(path)!).Split('\n');
            Assert.True(lines.Length <= MostLines, $"{path} has {lines.Length} lines");
            Assert.All(lines, line => Assert.True(line.Length <= LongestLine, $"{path}: {line}"));
        });
    }

    private IEnumerable<(string Path, string Text)> Modules() =>
        _files.Paths.Where(path => path.EndsWith(".js", StringComparison.Ordinal)).Select(path => (path, Text(_files.Find(path)!)));

    private static IEnumerable<string> Imports(string text) =>
        text.Split('\n').Where(line => line.Contains(" from '.", StringComparison.Ordinal)).Select(line => line.Split('\'')[1]);

    private static string Text(PageFile file) => Encoding.UTF8.GetString(file.Content);
}
