using Atelier.Diffusion.Pipeline.Control;
using Atelier.Imaging;

namespace Atelier.Diffusion.Tests.Pipeline.Control;

public class MapFitTests
{
    [Theory]
    [InlineData(100, 50, 512, 512, "crop", 512)]
    [InlineData(100, 50, 512, 512, "stretch", 512)]
    [InlineData(100, 50, 512, 512, "fill", 256)]
    [InlineData(100, 50, 64, 64, "fill", 64)]
    [InlineData(5000, 5000, 8192, 512, "crop", 4096)]
    public void The_resolution_that_needs_no_resizing_is_found(int width, int height, int madeWidth, int madeHeight, string resize, int resolution) =>
        Assert.Equal(resolution, MapFit.PixelPerfect(PreprocessorRunnerTests.Flat(width, height, 0), madeWidth, madeHeight, resize));

    [Theory]
    [InlineData("crop")]
    [InlineData("fill")]
    [InlineData("stretch")]
    public void A_map_of_the_right_size_stays_as_it_is(string resize)
    {
        var map = PreprocessorRunnerTests.Flat(64, 40, 9);
        Assert.Equal(map.Pixels, MapFit.To(new ControlMap(map, null), 64, 40, resize).Picture.Pixels);
    }

    [Fact]
    public void A_crop_keeps_the_middle()
    {
        var map = MapFit.To(new ControlMap(Columns(0, 128, 128, 255), null), 2, 4, "crop").Picture;
        Assert.Equal((2, 4), (map.Width, map.Height));
        Assert.All(map.Pixels.ToArray(), level => Assert.Equal(128, level));
    }

    [Fact]
    public void What_is_filled_has_the_borders_colour_and_is_masked()
    {
        var map = MapFit.To(new ControlMap(Columns(30, 30, 200, 30), PreprocessorRunnerTests.Flat(4, 4, 0)), 8, 4, "fill");

        Assert.Equal([30, 30, 30, 30, 200, 30, 30, 30], Enumerable.Range(0, 8).Select(x => (int)map.Picture.Pixels[x * 3]));
        Assert.Equal([255, 255, 0, 0, 0, 0, 255, 255], Enumerable.Range(0, 8).Select(x => (int)map.Mask!.Pixels[x * 3]));
    }

    // Four columns, four rows.
    private static Picture Columns(params byte[] levels) =>
        Picture.Own(4, 4, [.. Enumerable.Range(0, 16).SelectMany(i => Enumerable.Repeat(levels[i % 4], 3))]);
}
