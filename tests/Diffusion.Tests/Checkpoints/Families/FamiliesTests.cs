using Atelier.Diffusion.Checkpoints;

namespace Atelier.Diffusion.Tests.Checkpoints;

public class FamiliesTests
{
    [Theory]
    [InlineData(Families.Sd1, new[] { 320, 640, 1280, 1280 }, new[] { 8, 8, 8, 8 })]
    [InlineData(Families.Sd2, new[] { 320, 640, 1280, 1280 }, new[] { 5, 10, 20, 20 })]
    [InlineData(Families.Sdxl, new[] { 320, 640, 1280 }, new[] { 5, 10, 20 })]
    [InlineData(Families.Sd1, new[] { 32, 64 }, new[] { 4, 4 })]
    [InlineData(Families.Sdxl, new[] { 32, 64 }, new[] { 2, 4 })]
    public void Heads_are_those_of_the_released_models_and_fewer_in_smaller_ones(string family, int[] channels, int[] heads) =>
        Assert.Equal(heads, Families.UNetHeads(Families.Of(family), channels));

    [Theory]
    [InlineData(768, 12)]
    [InlineData(1024, 16)]
    [InlineData(1280, 20)]
    [InlineData(32, 4)]
    public void A_clip_encoder_has_a_head_for_64_channels_and_at_least_four(int hidden, int heads) =>
    Assert.Equal(heads, Families.ClipHeads(hidden));

    [Theory]
    [InlineData(Families.Sd2, 24, 23)]
    [InlineData(Families.Sd2, 23, 23)]
    [InlineData(Families.Sd1, 12, 12)]
    [InlineData(Families.Sdxl, 32, 32)]
    public void Only_sd2_leaves_the_last_of_openclips_layers_out(string family, int stored, int run) =>
    Assert.Equal(run, Families.ClipLayers(Families.Of(family), stored));
}
