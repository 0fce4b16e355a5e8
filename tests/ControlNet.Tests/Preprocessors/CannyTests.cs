using Atelier.Imaging;
using FsCheck;
using FsCheck.Fluent;

namespace Atelier.ControlNet.Tests.Preprocessors;

public class CannyTests
{
    [Fact]
    public void A_step_has_one_edge_on_its_dark_side()
    {
        // Both columns beside the step are equally steep; OpenCV keeps the first.
        var step = Drawings.Grey("00099999", "00099999", "00099999", "00099999");

        Assert.Equal(["..#.....", "..#.....", "..#.....", "..#....."], Drawings.Lines(Drawings.Map("canny", step)));
    }

    [Fact]
    public void A_horizontal_step_has_its_edge_above() => Assert.Equal(
        ["....", "####", "....", "...."], Drawings.Lines(Drawings.Map("canny", Drawings.Grey("0000", "0000", "9999", "9999"))));

    [Fact]
    public void A_weak_edge_counts_where_it_goes_on_from_a_steep_one()
    {
        // A step of 28 levels is 112 steep (above low), one of 252 is 1008 (above high).
        var alone = Drawings.Grey("0001111", "0001111", "0001111", "0001111", "0001111", "0001111");
        var joined = Drawings.Grey("0009999", "0009999", "0009999", "0001111", "0001111", "0001111");

        Assert.DoesNotContain("#", string.Concat(Drawings.Lines(Drawings.Map("canny", alone))));
        Assert.Equal("..#....", Drawings.Lines(Drawings.Map("canny", joined))[^1]);
        Assert.Equal("..#....", Drawings.Lines(Drawings.Map("canny", alone, ("high", 111)))[^1]);
    }

    [Fact]
    public void The_steepest_channel_decides()
    {
        var pixels = Drawings.Flat(6, 4, 100, 100, 100).Pixels.ToArray();
        for (var y = 0; y < 4; y++)
        {
            pixels[(((y * 6) + 3) * 3) + 2] = pixels[(((y * 6) + 4) * 3) + 2] = pixels[(((y * 6) + 5) * 3) + 2] = 255;
        }

        Assert.Equal("..#...", Drawings.Lines(Drawings.Map("canny", Picture.Own(6, 4, pixels)))[1]);
    }

    [Fact]
    public void Low_and_high_may_come_in_either_order()
    {
        var picture = Drawings.Grey("0123456789", "1234567890", "2345678901", "9081726354");

        Assert.Equal(
            Drawings.Lines(Drawings.Map("canny", picture, ("low", 50), ("high", 300))),
            Drawings.Lines(Drawings.Map("canny", picture, ("low", 300), ("high", 50))));
    }

    [Fact]
    public void It_is_what_its_definition_says() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(60),
        Prop.ForAll(SomePictures().ToArbitrary(), picture =>
        {
            var (low, high) = (120, 260);
            Assert.Equal(PlainCanny.Of(picture, low, high), Drawings.Lines(Drawings.Map("canny", picture, ("low", low), ("high", high))));
        }));

    private static Gen<Picture> SomePictures() =>
        from width in Gen.Choose(1, 14)
        from height in Gen.Choose(1, 14)
        from pixels in Gen.ArrayOf(Gen.Choose(0, 9), width * height * 3)
        select Picture.Own(width, height, Array.ConvertAll(pixels, level => (byte)(level * 28)));
}
