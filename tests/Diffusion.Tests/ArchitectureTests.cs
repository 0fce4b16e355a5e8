using System.Text.RegularExpressions;
using Atelier.Support;

namespace Atelier.Diffusion.Tests;

public sealed partial class ArchitectureTests
{
    private static readonly string Root = Golden.RepositoryRoot;

    [Fact]
    public void Only_the_Onnx_folder_says_Microsoft_ML()
    {
        var onnx = Path.Combine(Root, "src", "Diffusion", "Onnx") + Path.DirectorySeparatorChar;

        var offenders = Sources("src", "plugins")
            .Where(file => !file.StartsWith(onnx, StringComparison.Ordinal) && File.ReadAllText(file).Contains("Microsoft.ML"));

        Assert.Empty(offenders.Select(Relative));
    }

    [Fact]
    public void No_source_file_is_longer_than_500_lines()
    {
        var tooLong = Sources("src", "plugins", "tests", "bench").Where(file => File.ReadLines(file).Count() > 500);

        Assert.Empty(tooLong.Select(Relative));
    }

    [Fact]
    public void No_source_file_has_regions()
    {
        var offenders = Sources("src", "plugins", "tests", "bench").Where(file => Region().IsMatch(File.ReadAllText(file)));

        Assert.Empty(offenders.Select(Relative));
    }

    private static IEnumerable<string> Sources(params string[] folders) => folders
        .Select(folder => Path.Combine(Root, folder))
        .Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories));

    private static string Relative(string file) => Path.GetRelativePath(Root, file);

    [GeneratedRegex(@"^\s*#region\b", RegexOptions.Multiline)]
    private static partial Regex Region();
}
