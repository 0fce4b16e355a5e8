using Atelier.Diffusion.Pipeline;
using Atelier.Generation;

namespace Atelier.Diffusion.Tests.Pipeline;

public sealed class SupportedModelTests
{
    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(9)]
    public void Models_of_every_known_kind_are_taken(int channels) => SupportedModel.Check(SomeCheckpoint.At("model", channels));

    [Fact]
    public void A_number_of_channels_that_says_nothing_is_refused()
    {
        var error = Assert.Throws<RequestException>(() => SupportedModel.Check(SomeCheckpoint.At("model", inChannels: 7)));
        Assert.Equal("model", error.Field);
        Assert.Contains("7 channels", error.Problem);
    }

    [Fact]
    public void A_model_that_takes_its_guidance_scale_as_an_input_is_taken() =>
        SupportedModel.Check(SomeCheckpoint.At("model", timeCondProjDim: 256));
}
