using Atelier.Diffusion.Pipeline.Prompts;

namespace Atelier.Diffusion.Tests.Pipeline.Prompts;

public sealed class WildcardFolderTests
{
    [Fact]
    public void Entries_are_lines_without_comments_and_blanks()
    {
        using var files = new WildcardFiles(("color.txt", "\uFEFFred\r\n\r\n  # not blue\n dark  green \n   \nyellow # ochre"));
        Assert.Equal(["red", "dark  green", "yellow # ochre"], new WildcardFolder(files.Path).Entries("Color"));
    }

    [Fact]
    public void Names_are_the_text_files_with_their_folders()
    {
        using var files = new WildcardFiles(("b.txt", "x"), ("a/c.TXT", "x"), ("a/d/e.txt", "x"), ("readme.md", "x"));
        Assert.Equal(["a/c", "a/d/e", "b"], new WildcardFolder(files.Path).Names());
    }

    [Theory]
    [InlineData("../secret")]
    [InlineData("a/../../secret")]
    [InlineData("./color")]
    [InlineData("")]
    public void No_name_leads_out_of_the_folder(string name)
    {
        using var files = new WildcardFiles(("color.txt", "red"), ("../secret.txt", "x"), ("a/b.txt", "x"));
        Assert.Null(new WildcardFolder(files.Path).Entries(name));
        Assert.Null(new WildcardFolder(files.Path).Entries(Path.Combine(files.Path, "color")));
    }

    [Fact]
    public void Links_are_left_out()
    {
        using var files = new WildcardFiles(("../secret.txt", "x"));
        File.CreateSymbolicLink(Path.Combine(files.Path, "link.txt"), Path.Combine(files.Path, "../secret.txt"));
        Directory.CreateSymbolicLink(Path.Combine(files.Path, "up"), Path.Combine(files.Path, ".."));
        Assert.Empty(new WildcardFolder(files.Path).Names());
    }

    [Fact]
    public void A_folder_that_is_not_there_holds_none() =>
    Assert.Empty(new WildcardFolder(Path.Combine(Path.GetTempPath(), "atelier-none")).Names());
}
