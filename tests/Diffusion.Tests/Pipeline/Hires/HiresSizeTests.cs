using Atelier.Diffusion.Pipeline.Hires;
using Atelier.Generation;

namespace Atelier.Diffusion.Tests.Pipeline.Hires;

/// <summary>Worked out from AUTOMATIC1111's calculate_target_resolution.</summary>
public sealed class HiresSizeTests
{
    [Theory]
    [InlineData(512, 768, 2.0, 1024, 1536)]
    [InlineData(512, 512, 1.5, 768, 768)]
    [InlineData(512, 512, 1.3, 664, 664)]
    [InlineData(8, 8, 1.0, 8, 8)]
    public void A_scale_is_rounded_down_to_eights(int width, int height, double scale, int wide, int high) =>
        Assert.Equal(new HiresSize(wide, high, wide, high), Of(width, height, new HiresFix { Scale = scale }));

    [Theory]
    [InlineData(1024, null, 1024, 768)]
    [InlineData(null, 1024, 1365 / 8 * 8, 1024)]
    [InlineData(1000, null, 1000, 750 / 8 * 8)]
    public void One_side_brings_the_other_along(int? width, int? height, int wide, int high) =>
        Assert.Equal(new HiresSize(wide, high, wide, high), Of(512, 384, new HiresFix { Width = width, Height = height }));

    [Theory]
    [InlineData(1024, 1024, 1368, 1024)]
    [InlineData(1024, 512, 1024, 768)]
    [InlineData(1024, 768, 1024, 768)]
    public void Both_sides_are_covered_and_what_is_over_is_cut(int width, int height, int enlargedWidth, int enlargedHeight) =>
        Assert.Equal(
            new HiresSize(width, height, enlargedWidth, enlargedHeight), Of(512, 384, new HiresFix { Width = width, Height = height }));

    [Fact]
    public void Without_a_second_pass_or_while_the_size_is_open_there_is_none()
    {
        Assert.Null(HiresSize.Of(new GenerationRequest { Prompt = "", Width = 64, Height = 64 }));
        Assert.Null(HiresSize.Of(new GenerationRequest { Prompt = "", Hires = new HiresFix() }));
    }

    private static HiresSize? Of(int width, int height, HiresFix hires) =>
        HiresSize.Of(new GenerationRequest { Prompt = "", Width = width, Height = height, Hires = hires });
}
