using Atelier.Diffusion.Pipeline.Inputs.Masks;
using Atelier.Imaging;

namespace Atelier.Diffusion.Tests.Pipeline.Inputs.Masks;

public sealed class MaskTests
{
    [Fact]
    public void A_masks_values_are_its_pictures_brightness() =>
        Assert.Equal([76, 150, 29, 255], Mask.Of(Picture.Own(4, 1, [255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255])).Values.ToArray());

    [Fact]
    public void A_grey_picture_and_back_is_the_same_mask()
    {
        var mask = Mask.Own(256, 1, [.. Enumerable.Range(0, 256).Select(i => (byte)i)]);
        Assert.Equal(mask.Values.ToArray(), Mask.Of(mask.ToPicture()).Values.ToArray());
    }

    [Fact]
    public void Inverted_black_is_white() => Assert.Equal([255, 0, 155], Mask.Own(3, 1, [0, 255, 100]).Invert().Values.ToArray());

    [Fact]
    public void Of_two_masks_the_greater_counts() =>
    Assert.Equal([9, 8], Mask.Own(2, 1, [9, 1]).Or(Mask.Own(2, 1, [3, 8])).Values.ToArray());

    [Fact]
    public void Resized_black_stays_black_and_white_white()
    {
        var half = Mask.Own(64, 1, [.. Enumerable.Range(0, 64).Select(x => (byte)(x < 32 ? 0 : 255))]).Resize(256, 4);
        for (var x = 0; x < 256; x++)
        {
            Assert.True(x is > 120 and < 136 || half.Values[x] == (x < 128 ? 0 : 255), $"{half.Values[x]} at {x}.");
        }
    }

    [Fact]
    public void Cells_are_the_means_of_squares() =>
        Assert.Equal([0.5, 0], Mask.Own(4, 2, [255, 0, 0, 0, 0, 255, 0, 0]).Cells(2));
}
