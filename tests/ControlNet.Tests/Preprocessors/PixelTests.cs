using Atelier.Imaging;

namespace Atelier.ControlNet.Tests.Preprocessors;

/// <summary>Those that look at each pixel alone: their maps are worked out by hand.</summary>
public class PixelTests
{
    private static readonly Picture Three = Picture.Own(3, 1, [255, 0, 0, 10, 128, 60, 255, 255, 255]);

    [Fact]
    public void None_is_the_picture() => Assert.Same(Three, Drawings.Map("none", Three));

    [Fact]
    public void Invert_is_the_negative() =>
    Assert.Equal<byte>([0, 255, 255, 245, 127, 195, 0, 0, 0], Drawings.Map("invert", Three).Pixels.ToArray());

    [Theory]
    [InlineData(9, "?##")]
    [InlineData(10, "?.#")]
    [InlineData(255, "?..")]
    public void The_threshold_asks_the_darkest_channel(double threshold, string row) =>
        Assert.Equal(row.Replace('?', '.'), Drawings.Lines(Drawings.Map("threshold", Three, ("threshold", threshold)))[0]);

    [Fact]
    public void Luminance_is_the_lightness_of_cielab()
    {
        // L* of sRGB red is 53.24 and of white 100: of 255, 135.8 and 255.
        var map = Drawings.Map("recolor_luminance", Three);
        Assert.Equal((136, 136, 255), (Drawings.At(map, 0, 0), Drawings.At(map, 0, 0, 2), Drawings.At(map, 2, 0)));
    }

    [Fact]
    public void Intensity_is_the_brightest_channel() =>
    Assert.Equal<byte>([255, 255, 255, 128, 128, 128, 255, 255, 255], Drawings.Map("recolor_intensity", Three).Pixels.ToArray());

    [Fact]
    public void Gamma_darkens_above_1_and_leaves_the_ends() =>
        Assert.Equal<byte>(
            [255, 255, 255, 64, 64, 64, 255, 255, 255], Drawings.Map("recolor_intensity", Three, ("gamma", 2)).Pixels.ToArray());

    [Fact]
    public void Inpaint_shows_the_masked_black()
    {
        var mask = Picture.Own(3, 1, [0, 0, 0, 255, 255, 255, 127, 127, 127]);
        Assert.Equal<byte>([255, 0, 0, 0, 0, 0, 255, 255, 255], Drawings.Map("inpaint", Three, 0, mask).Pixels.ToArray());
        Assert.True(PluginParts.All.Preprocessors["inpaint"].MarksMask);
    }
}
