using Atelier.Host.Client;
using Atelier.Host.Tests.Doubles;
using Atelier.Scripting;

namespace Atelier.Host.Tests.Client;

public sealed class FolderFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FolderFiles _files;

    public FolderFilesTests() => _files = new FolderFiles(_folder.Path, CancellationToken.None);

    [Fact]
    public async Task What_is_written_is_read_and_nothing_else_is_left()
    {
        var path = await _files.WriteTextAsync("a/b/hello.txt", "one");
        await _files.WriteTextAsync("a/b/hello.txt", "two");

        Assert.Equal(_folder["a", "b", "hello.txt"], path);
        Assert.Equal("two", await _files.ReadTextAsync("a/b/hello.txt"));
        Assert.Equal("two"u8.ToArray(), await _files.ReadAsync("a/b/hello.txt"));
        Assert.Single(Directory.GetFiles(_folder["a", "b"]));
    }

    [Theory]
    [InlineData("../outside.txt")]
    [InlineData("a/../../outside.txt")]
    [InlineData("/etc/passwd")]
    [InlineData("")]
    [InlineData(".")]
    public async Task Paths_do_not_leave_the_folder(string path)
    {
        var error = await Assert.ThrowsAsync<ScriptException>(() => _files.WriteTextAsync(path, "x"));

        Assert.Equal("path", error.Field);
        Assert.Contains(_folder.Path, error.Message);
    }

    [Fact]
    public async Task Nor_do_they_through_a_link()
    {
        using var other = new TemporaryFolder();
        Directory.CreateSymbolicLink(_folder["link"], other.Path);

        await Assert.ThrowsAsync<ScriptException>(() => _files.WriteTextAsync("link/x.txt", "x"));

        Assert.Empty(Directory.GetFiles(other.Path));
    }

    [Fact]
    public async Task A_name_that_begins_with_two_dots_stays_inside() =>
    Assert.Equal(_folder["..fox.txt"], await _files.WriteTextAsync("..fox.txt", "x"));

    [Fact]
    public async Task Files_are_listed_by_pattern_and_sorted_and_moved_and_removed()
    {
        foreach (var name in (string[])["b.png", "A.PNG", "c.jpg", "d.txt"])
        {
            await _files.WriteTextAsync(name, "x");
        }

        Assert.Equal(["A.PNG", "b.png", "c.jpg"], _files.List("*.png; *.jpg"));
        _files.Move("b.png", "done/b.png");
        _files.Delete("c.jpg");
        _files.Delete("c.jpg");

        Assert.Equal(["A.PNG"], _files.List("*.png;*.jpg"));
        Assert.Equal(["b.png"], _files.In("done").List());
        Assert.Empty(_files.In("nowhere").List());
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_said_in_one_line()
    {
        var error = await Assert.ThrowsAsync<ScriptException>(() => _files.ReadTextAsync("fox.txt"));

        Assert.StartsWith("fox.txt: ", error.Message);
    }

    public void Dispose() => _folder.Dispose();
}
