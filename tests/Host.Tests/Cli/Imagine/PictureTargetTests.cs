using Atelier.Host.Cli;
using Atelier.Host.Cli.Imagine;

namespace Atelier.Host.Tests.Cli.Imagine;

public sealed class PictureTargetTests
{
    [Theory]
    [InlineData(null, null, "/out", true, "png")]
    [InlineData(null, "webp", "/out", true, "webp")]
    [InlineData("new-folder", null, "new-folder", true, "png")]
    [InlineData("folder.with.dots/", "jpeg", "folder.with.dots/", true, "jpeg")]
    [InlineData("a.PNG", null, "a.PNG", false, "png")]
    [InlineData("a.jpg", null, "a.jpg", false, "jpeg")]
    [InlineData("a.jpeg", "jpeg", "a.jpeg", false, "jpeg")]
    public void The_path_tells_file_from_folder_and_its_ending_the_format(string? path, string? format, string target, bool isFolder, string realFormat) =>
        Assert.Equal(new PictureTarget(target, isFolder, realFormat, null), PictureTarget.Of(path, format, null, "/out"));

    [Theory]
    [InlineData("a.png", "jpeg", null, "--format: jpeg does not go with a file that ends in .png")]
    [InlineData("a.jpg", null, 0, "--quality: 0 is not possible; it must be from 1 to 100")]
    [InlineData("a.jpg", null, 101, "--quality: 101 is not possible; it must be from 1 to 100")]
    [InlineData(null, "jpg", null, "--format: 'jpg' is unknown (did you mean 'jpeg'?); it must be png, jpeg, webp")]
    public void Options_that_contradict_each_other_are_refused(string? path, string? format, int? quality, string problem) =>
        Assert.Equal(problem, Assert.Throws<InputException>(() => PictureTarget.Of(path, format, quality, "/out")).Message);

    [Fact]
    public void A_file_in_a_folder_that_is_not_there_is_refused() =>
        Assert.Equal(
            "--out: there is no folder /surely/not/there",
            Assert.Throws<InputException>(() => PictureTarget.Of("/surely/not/there/a.png", null, null, "/out").Prepare()).Message);

    [Fact]
    public void Several_pictures_of_one_name_are_numbered()
    {
        var target = PictureTarget.Of("dir/a.b.png", null, null, "/out");

        Assert.Equal("dir/a.b-2.png", target.Numbered(1, 3).Path);
        Assert.Equal("dir/a.b.png", target.Numbered(0, 1).Path);
    }
}
