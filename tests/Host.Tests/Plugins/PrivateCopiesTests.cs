using Atelier.Host.Plugins;

namespace Atelier.Host.Tests.Plugins;

public sealed class PrivateCopiesTests : IDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("atelier-copies-");

    public void Dispose() => _home.Delete(recursive: true);

    [Fact]
    public void The_same_content_is_copied_once_and_other_content_elsewhere()
    {
        var original = Path.Combine(_home.FullName, "library.so");
        var copies = new PrivateCopies(Path.Combine(_home.FullName, "copies"));
        File.WriteAllText(original, "one");
        var first = copies.Of(original);

        Assert.Equal(first, copies.Of(original));
        File.WriteAllText(original, "two");
        var second = copies.Of(original);

        Assert.NotEqual(first, second);
        Assert.Equal(("one", "two"), (File.ReadAllText(first), File.ReadAllText(second)));
        Assert.Equal("library.so", Path.GetFileName(second));
    }
}
