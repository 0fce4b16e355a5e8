using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Pipeline.TextEncode;
using Atelier.Generation;

namespace Atelier.Diffusion.Tests.Pipeline.TextEncode;

public sealed class TextEncoderLayerTests
{
    [Theory]
    [InlineData("sd1", false, null, 1, true)]
    [InlineData("sd1", false, 2, 2, true)]
    [InlineData("sd1", false, 3, 3, true)]
    [InlineData("sd2", true, null, 2, true)]
    [InlineData("sd2", true, 1, 1, true)]
    [InlineData("sdxl", true, null, 2, false)]
    [InlineData("sdxl", true, 1, 2, false)]
    public void The_layer_is_what_the_family_and_the_request_say(
        string family, bool penultimate, int? requested, int clipSkip, bool finalNorm)
    {
        using var encoders = new Encoders();
        var layer = TextEncoderLayer.Of(new ModelFamily(family, family), encoders.Config(penultimate: penultimate), requested);
        Assert.Equal(new TextEncoderLayer(clipSkip, finalNorm), layer);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void More_layers_than_there_are_cannot_be_skipped(int requested)
    {
        using var encoders = new Encoders();
        var error = Assert.Throws<RequestException>(() => TextEncoderLayer.Of(new ModelFamily("sd1", ""), encoders.Config(), requested));
        Assert.Equal("clipSkip", error.Field);
        Assert.Contains("from 1 to 3", error.Message);
    }
}
