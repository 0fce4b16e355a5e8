using Atelier.Diffusion.Pipeline;
using Atelier.Generation;

namespace Atelier.Diffusion.Tests.Pipeline;

public sealed class TextToImageTests
{
    [Fact]
    public void A_base_model_makes_pictures_from_words() => TextToImage.Check(SomeCheckpoint.At("model"));

    [Theory]
    [InlineData(9, "inpainting")]
    [InlineData(8, "edit")]
    [InlineData(5, "depth")]
    public void A_model_that_wants_a_picture_too_is_refused_with_its_purpose(int channels, string variant)
    {
        var error = Assert.Throws<RequestException>(() => TextToImage.Check(SomeCheckpoint.At("model", channels, variant)));
        Assert.Equal("model", error.Field);
        Assert.Contains($"for {variant}", error.Problem);
        Assert.Contains($"{channels} channels", error.Problem);
    }

    [Fact]
    public void A_model_that_wants_its_guidance_scale_as_an_input_is_refused() =>
        Assert.Contains("distilled", Assert.Throws<RequestException>(() => TextToImage.Check(SomeCheckpoint.At("model", timeCondProjDim: 256))).Problem);
}
