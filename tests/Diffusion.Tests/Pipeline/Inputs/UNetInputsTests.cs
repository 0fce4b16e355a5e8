using Atelier.Diffusion.Pipeline.Inputs;
using Atelier.Generation;

namespace Atelier.Diffusion.Tests.Pipeline.Inputs;

public sealed class UNetInputsTests
{
    private static readonly GenerationRequest Words = new() { Prompt = "a lake" };

    [Theory]
    [InlineData(4, "None")]
    [InlineData(5, "Depth")]
    [InlineData(8, "Picture")]
    [InlineData(9, "MaskedPicture")]
    public void Channels_tell_what_a_UNet_sees(int channels, string kind) =>
    Assert.Equal(kind, UNetInputs.Of(SomeCheckpoint.At("model", channels)).ToString());

    [Fact]
    public void Words_alone_are_enough_for_a_base_model() => UNetInputs.Check(SomeCheckpoint.At("model"), Words);

    [Theory]
    [InlineData(9, "image.mask")]
    [InlineData(8, "edits pictures")]
    [InlineData(5, "depth")]
    public void A_model_that_wants_a_picture_says_so(int channels, string what)
    {
        var error = Assert.Throws<RequestException>(() => UNetInputs.Check(SomeCheckpoint.At("model", channels), Words));
        Assert.Equal("image", error.Field);
        Assert.Contains(what, error.Problem);
    }

    [Theory]
    [InlineData(9)]
    [InlineData(8)]
    [InlineData(5)]
    [InlineData(4)]
    public void With_a_picture_any_model_goes_on(int channels) =>
        UNetInputs.Check(SomeCheckpoint.At("model", channels), Words with { Image = new ImageInput { Picture = "p" } });

    [Fact]
    public void What_a_model_cannot_use_is_refused_by_its_field()
    {
        Assert.Equal("image.depth", Refused(new ImageInput { Picture = "p", Depth = "d" }));
        Assert.Equal("image.imageGuidance", Refused(new ImageInput { Picture = "p", ImageGuidance = 2 }));

        static string Refused(ImageInput image) =>
            Assert.Throws<RequestException>(() => UNetInputs.Check(SomeCheckpoint.At("model"), Words with { Image = image })).Field;
    }
}
