using Atelier.Diffusion.Pipeline.Inputs;

namespace Atelier.Diffusion.Tests.Pipeline.Inputs;

public sealed class BeginningTests
{
    [Fact]
    public void Without_a_latent_it_is_noise_alone() => Assert.Equal([2, -4], Beginning.Noise.At(Latents.Of(1, -2), 2).Values.ToArray());

    [Fact]
    public void A_latent_lies_under_the_noise() =>
        Assert.Equal([12, 16], new Beginning { Latent = Latents.Of(10, 20) }.At(Latents.Of(1, -2), 2).Values.ToArray());

    [Fact]
    public void A_masked_part_may_begin_from_noise_under_noise()
    {
        var mask = new LatentMask(Latents.Of(10, 20), Latents.Of(1, 0), BeginsFromNoise: true);
        Assert.Equal([3, 16], new Beginning { Latent = Latents.Of(10, 20), Mask = mask }.At(Latents.Of(1, -2), 2).Values.ToArray());
    }
}
