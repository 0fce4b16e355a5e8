using Atelier.Diffusion.Pipeline.Inputs;
using Atelier.Diffusion.Pipeline.Inputs.Masks;
using Atelier.Tensors;

namespace Atelier.Diffusion.Tests.Pipeline.Inputs;

public sealed class LatentMaskTests
{
    [Fact]
    public void What_is_kept_is_kept_exactly_whatever_was_made()
    {
        var mask = new LatentMask(Latents.Of(1, 2, 3), Latents.Of(0, 1, 0.5));
        Assert.Equal([1, 20, 16.5], mask.Blend(Latents.Of(double.NaN, 20, 30)).Values.ToArray());
    }

    [Fact]
    public void Half_of_a_squares_pixels_make_its_latent_value_new_in_every_channel()
    {
        byte[] pixels = [255, 0, 255, 0, 0, 255, 0, 0];
        var share = LatentMask.Share(Mask.Own(4, 2, pixels), new TensorShape(1, 2, 1, 2));
        Assert.Equal([1, 0, 1, 0], share.Values.ToArray());
    }

    [Fact]
    public void A_mask_thinner_than_half_a_square_everywhere_makes_all_new_that_it_touches()
    {
        byte[] pixels = [255, 0, 0, 0, 0, 0, 0, 0];
        Assert.Equal([1, 0], LatentMask.Share(Mask.Own(4, 2, pixels), new TensorShape(1, 1, 1, 2)).Values.ToArray());
    }
}
