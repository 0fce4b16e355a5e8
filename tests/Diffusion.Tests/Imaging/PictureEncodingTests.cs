using Atelier.Diffusion.Imaging;
using Atelier.Imaging;

namespace Atelier.Diffusion.Tests.Imaging;

public sealed class PictureEncodingTests
{
    [Theory]
    [InlineData("a.png", typeof(PngEncoding), "image/png")]
    [InlineData("folder/a.JPG", typeof(JpegEncoding), "image/jpeg")]
    [InlineData("a.jpeg", typeof(JpegEncoding), "image/jpeg")]
    [InlineData("a.b.webp", typeof(WebpEncoding), "image/webp")]
    public void The_ending_of_a_path_picks_the_format(string path, Type expected, string mediaType)
    {
        var encoding = PictureEncoding.ForPath(path);
        Assert.IsType(expected, encoding);
        Assert.Equal(mediaType, encoding.MediaType);
    }

    [Theory]
    [InlineData("a.gif")]
    [InlineData("picture")]
    public void An_unknown_ending_is_refused_with_those_that_work(string path)
    {
        var message = Assert.Throws<PictureException>(() => PictureEncoding.ForPath(path)).Message;
        Assert.StartsWith(path, message, StringComparison.Ordinal);
        Assert.Contains(".png, .jpg or .webp", message);
    }

    [Fact]
    public void An_option_outside_its_range_is_refused_with_the_range()
    {
        Assert.Contains(
            "quality: 0 is not between 1 and 100", Assert.Throws<PictureException>(() => new JpegEncoding { Quality = 0 }).Message);
        Assert.Contains(
            "quality: 0 is not between 1 and 100", Assert.Throws<PictureException>(() => new AvifEncoding { Quality = 0 }).Message);
        Assert.Contains("quality: 101", Assert.Throws<PictureException>(() => new WebpEncoding { Quality = 101 }).Message);
        Assert.Contains("compression: 10", Assert.Throws<PictureException>(() => new PngEncoding { Compression = 10 }).Message);
    }
}
