using Atelier.Diffusion.Pipeline.Inputs.Canvas;
using Atelier.Diffusion.Pipeline.Inputs.Masks;
using Atelier.Diffusion.Tests.Imaging;
using Atelier.Diffusion.Tests.Pipeline.Inputs.Masks;
using Atelier.Imaging;

namespace Atelier.Diffusion.Tests.Pipeline.Inputs.Canvas;

public sealed class PlacementTests
{
    private static readonly Picture Source = SomePicture.Of(100, 80);
    private static readonly Picture Made = Picture.Own(64, 64, [.. Enumerable.Repeat((byte)7, 64 * 64 * 3)]);

    [Fact]
    public void An_area_goes_back_where_it_was_cut_and_all_else_is_as_it_was()
    {
        var area = new Region(20, 10, 32, 32);
        var mask = SomeMask.Box(100, 80, new Region(30, 20, 8, 8));
        var placement = new Placement(64, 64, "crop", area);
        Assert.Equal((64, 64), (placement.Place(Source).Width, placement.Place(mask).Height));

        var done = placement.PutBack(Made, Source, mask);

        Assert.Equal((100, 80), (done.Width, done.Height));
        for (var i = 0; i < done.Pixels.Length; i++)
        {
            Assert.Equal(mask.Values[i / 3] > 0 ? 7 : Source.Pixels[i], done.Pixels[i]);
        }
    }

    [Fact]
    public void Without_a_mask_what_was_made_is_the_picture() =>
    Assert.Same(Made, new Placement(64, 64, "crop", null).PutBack(Made, Source, null));
}
