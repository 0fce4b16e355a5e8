using Atelier.Diffusion.Graphs;
using Atelier.Diffusion.Onnx;

namespace Atelier.Diffusion.Tests.Graphs;

public sealed class TaesdGraphTests
{
    private const int Channels = 4, Width = 6;
    private readonly PlainTaesd _plain = new(Channels, Width);

    [Fact]
    public void Its_decoder_computes_what_the_reference_does()
    {
        var latent = LayerRun.Numbers(Channels * 2 * 3);
        var expected = _plain.Decode(new Volume(Channels, 2, 3, Array.ConvertAll(latent, value => (double)value)));
        using var weights = _plain.Weights.Written();
        var made = TaesdDecoderGraph.Build(weights).Run(("latent_sample", TensorValue.Of(latent, 1, Channels, 2, 3)))["sample"];
        Assert.Equal([1, 3, 16, 24], made.Shape);
        LayerRun.AssertClose(expected.Values, made.Floats);
        Assert.Equal(8, TaesdDecoderGraph.Factor(TaesdLayer.Of(weights, "decoder")));
    }

    [Fact]
    public void Its_encoder_computes_what_the_reference_does()
    {
        var picture = LayerRun.Numbers(3 * 16 * 8);
        var expected = _plain.Encode(new Volume(3, 16, 8, Array.ConvertAll(picture, value => (double)value)));
        using var weights = _plain.Weights.Written();
        var made = TaesdEncoderGraph.Build(weights).Run(("sample", TensorValue.Of(picture, 1, 3, 16, 8)))["mean"];
        Assert.Equal([1, Channels, 2, 1], made.Shape);
        LayerRun.AssertClose(expected.Values, made.Floats);
    }
}
