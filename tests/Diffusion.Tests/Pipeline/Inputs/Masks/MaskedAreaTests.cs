using Atelier.Diffusion.Pipeline.Inputs.Masks;

namespace Atelier.Diffusion.Tests.Pipeline.Inputs.Masks;

public sealed class MaskedAreaTests
{
    [Theory]
    [InlineData(40, 40, 20, 20, 0, 64, 64, 40, 40, 20, 20)]
    [InlineData(40, 40, 20, 20, 8, 64, 64, 32, 32, 36, 36)]
    [InlineData(40, 40, 20, 20, 0, 128, 64, 30, 40, 40, 20)]
    [InlineData(40, 40, 20, 20, 0, 64, 128, 40, 30, 20, 40)]
    [InlineData(0, 40, 20, 20, 0, 128, 64, 0, 40, 40, 20)]
    [InlineData(80, 80, 20, 20, 8, 64, 64, 72, 72, 28, 28)]
    [InlineData(10, 10, 80, 80, 0, 256, 64, 0, 10, 100, 80)]
    public void The_masked_part_grows_by_its_padding_and_to_the_proportions_and_stays_inside(
        int left, int top, int width, int height, int padding, int atWidth, int atHeight, int areaLeft, int areaTop, int areaWidth, int areaHeight) =>
        Assert.Equal(
            new Region(areaLeft, areaTop, areaWidth, areaHeight),
            MaskedArea.Around(SomeMask.Box(100, 100, new Region(left, top, width, height)), padding, atWidth, atHeight));
}
