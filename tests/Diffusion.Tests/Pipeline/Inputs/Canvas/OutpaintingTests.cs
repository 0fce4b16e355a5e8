using Atelier.Diffusion.Pipeline.Inputs;
using Atelier.Diffusion.Pipeline.Inputs.Canvas;
using Atelier.Diffusion.Pipeline.Inputs.Masks;
using Atelier.Diffusion.Tests.Imaging;
using Atelier.Diffusion.Tests.Pipeline.Inputs.Masks;
using Atelier.Generation;

namespace Atelier.Diffusion.Tests.Pipeline.Inputs.Canvas;

public sealed class OutpaintingTests
{
    private static readonly SourceImage Source = new(SomePicture.Of(64, 48), null, SomePicture.Of(64, 48, seed: 2));
    private static readonly OutpaintInput Left = new() { Left = 16, Bottom = 8, Blend = 10 };

    [Fact]
    public void The_old_picture_lies_where_the_sides_leave_it_and_the_depth_grows_too()
    {
        var wide = Outpainting.Widen(Source, Left);
        Assert.Equal((80, 56), (wide.Picture.Width, wide.Picture.Height));
        Assert.Equal((80, 56), (wide.Depth!.Width, wide.Depth.Height));
        Assert.Equal(Source.Picture.Pixels.ToArray(), wide.Picture.Crop(16, 0, 64, 48).Pixels.ToArray());
    }

    [Fact]
    public void The_new_part_is_all_new_and_the_blend_fades_into_the_old_picture()
    {
        var mask = Outpainting.Widen(Source, Left).Mask!;
        var row = mask.Values[..80].ToArray();
        Assert.All(row[..16], value => Assert.Equal(255, value));
        Assert.Equal(row[16..26].OrderDescending(), row[16..26]);
        Assert.InRange(row[16], 230, 254);
        Assert.InRange(row[25], 1, 25);
        Assert.All(row[26..], value => Assert.Equal(0, value));
        Assert.Equal(255, mask.Values[(48 * 80) + 50]);
    }

    [Fact]
    public void What_was_masked_stays_masked()
    {
        var masked = Source with { Mask = SomeMask.Box(64, 48, new Region(50, 20, 4, 4)) };
        Assert.Equal(255, Outpainting.Widen(masked, Left).Mask!.Values[(21 * 80) + 16 + 51]);
    }

    [Fact]
    public void The_new_part_has_the_colours_nearby_and_something_to_make_shapes_of()
    {
        var wide = Outpainting.Widen(Source, Left).Picture.Crop(0, 10, 16, 20).Pixels.ToArray();
        var near = Source.Picture.Crop(0, 10, 4, 20).Pixels.ToArray();
        Assert.InRange(Mean(wide, 2) - Mean(near, 2), -25, 25);
        Assert.True(wide.Where((_, i) => i % 3 == 2).Distinct().Count() > 20);
    }

    [Fact]
    public void The_same_picture_is_widened_the_same_way() =>
        Assert.Equal(Outpainting.Widen(Source, Left).Picture.Pixels.ToArray(), Outpainting.Widen(Source, Left).Picture.Pixels.ToArray());

    private static double Mean(byte[] pixels, int channel) => pixels.Where((_, i) => i % 3 == channel).Average(value => value);
}
