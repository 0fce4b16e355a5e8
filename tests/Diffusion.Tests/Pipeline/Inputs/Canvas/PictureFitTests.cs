using Atelier.Diffusion.Pipeline.Inputs.Canvas;
using Atelier.Diffusion.Tests.Imaging;
using Atelier.Imaging;

namespace Atelier.Diffusion.Tests.Pipeline.Inputs.Canvas;

public sealed class PictureFitTests
{
    [Theory]
    [InlineData("stretch")]
    [InlineData("crop")]
    [InlineData("fill")]
    [InlineData("latent")]
    public void Any_mode_gives_exactly_the_size(string mode)
    {
        foreach (var (width, height) in ((int, int)[])[(64, 64), (8, 128), (120, 48)])
        {
            var fitted = PictureFit.To(SomePicture.Of(100, 37), width, height, mode);
            Assert.Equal((width, height), (fitted.Width, fitted.Height));
        }
    }

    [Theory]
    [InlineData("stretch")]
    [InlineData("crop")]
    [InlineData("fill")]
    public void A_picture_of_that_size_stays_as_it_is(string mode) =>
        Assert.Equal(SomePicture.Of(64, 40).Pixels.ToArray(), PictureFit.To(SomePicture.Of(64, 40), 64, 40, mode).Pixels.ToArray());

    [Fact]
    public void Crop_cuts_what_is_over_and_fill_repeats_the_edges()
    {
        // Red, green, blue from left to right.
        var picture = Picture.Own(96, 32, [.. Enumerable.Range(0, 96 * 32).SelectMany(i => Colour(i % 96 / 32))]);
        Assert.All(Columns(PictureFit.To(picture, 32, 32, "crop")), colour => Assert.Equal(1, colour));
        var filled = PictureFit.To(picture, 96, 96, "fill");
        Assert.Equal(Row(filled, 48), Row(filled, 0));
        Assert.Equal(Row(filled, 48), Row(filled, 95));
    }

    private static byte[] Colour(int channel) =>
        [(byte)(channel == 0 ? 255 : 0), (byte)(channel == 1 ? 255 : 0), (byte)(channel == 2 ? 255 : 0)];

    private static IEnumerable<int> Columns(Picture picture) =>
        Enumerable.Range(2, picture.Width - 4).Select(x => picture.Pixels.Slice(x * 3, 3).IndexOf((byte)255));

    private static byte[] Row(Picture picture, int y) => picture.Pixels.Slice(y * picture.Width * 3, picture.Width * 3).ToArray();
}
