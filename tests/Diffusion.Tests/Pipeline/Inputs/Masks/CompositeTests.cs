using Atelier.Diffusion.Pipeline.Inputs.Masks;
using Atelier.Imaging;

namespace Atelier.Diffusion.Tests.Pipeline.Inputs.Masks;

public sealed class CompositeTests
{
    [Fact]
    public void Black_keeps_white_replaces_and_grey_blends()
    {
        var kept = Picture.Own(3, 1, [10, 20, 30, 10, 20, 30, 10, 20, 30]);
        var made = Picture.Own(3, 1, [200, 210, 220, 200, 210, 220, 200, 210, 220]);
        Assert.Equal([10, 20, 30, 200, 210, 220, 86, 96, 106], Composite.Over(kept, made, Mask.Own(3, 1, [0, 255, 102])).Pixels.ToArray());
    }
}
