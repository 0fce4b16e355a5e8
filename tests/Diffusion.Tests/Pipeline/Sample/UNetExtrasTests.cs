using Atelier.Diffusion.Graphs;
using Atelier.Diffusion.Onnx;
using Atelier.Diffusion.Pipeline.Sample;
using Atelier.Diffusion.Pipeline.TextEncode;
using Atelier.Generation;

namespace Atelier.Diffusion.Tests.Pipeline.Sample;

public sealed class UNetExtrasTests
{
    [Fact]
    public void Rows_take_the_style_of_the_first_pictures_row_for_the_same_thing()
    {
        NetworkRow[] rows =
        [
            Row(0, RowKind.Prompt), Row(0, RowKind.Prompt), Row(0, RowKind.Negative),
            Row(1, RowKind.Prompt), Row(1, RowKind.Prompt), Row(1, RowKind.Negative),
            Row(2, RowKind.Prompt), Row(2, RowKind.Prompt), Row(2, RowKind.Prompt), Row(2, RowKind.Negative), Row(2, RowKind.Empty),
        ];
        Assert.Equal(
            [0, 1, 2, 0, 1, 2, 0, 1, 8, 2, 10], (long[])Inputs(new UNetExtras { SharesStyle = true }, rows)[StyleSharing.Input].Data);
    }

    [Fact]
    public void FreeUs_factors_reach_their_blocks()
    {
        var inputs = Inputs(new UNetExtras { FreeU = new FreeUSettings { B1 = 1, S1 = 2, B2 = 3, S2 = 4 } }, [Row(0, RowKind.Prompt)]);
        Assert.Equal(
            [1, 2, 3, 4], ((string[])["freeu_b1", "freeu_s1", "freeu_b2", "freeu_s2"]).Select(name => Assert.Single(inputs[name].Floats)));
    }

    [Fact]
    public void A_distilled_network_gets_the_same_embedding_in_every_row()
    {
        var inputs = Inputs(new UNetExtras { GuidanceEmbedding = [1, 2] }, [Row(0, RowKind.Prompt), Row(1, RowKind.Prompt)]);
        Assert.Equal([1, 2, 1, 2], inputs["timestep_cond"].Floats);
        Assert.Equal([2, 2], inputs["timestep_cond"].Shape);
    }

    // For w = 0.0005: 1000·w = 0.5, and frequencies 1 and 1/10000.
    [Fact]
    public void The_guidance_scale_becomes_sines_and_then_cosines()
    {
        var embedding = GuidanceEmbedding.Of(0.0005, 5);
        double[] expected = [Math.Sin(0.5), Math.Sin(0.00005), Math.Cos(0.5), Math.Cos(0.00005), 0];
        Assert.All(expected.Zip(embedding), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
    }

    [Fact]
    public void Nothing_asked_for_is_nothing_fed() => Assert.Empty(Inputs(new UNetExtras(), [Row(0, RowKind.Prompt)]));

    private static Dictionary<string, TensorValue> Inputs(UNetExtras extras, NetworkRow[] rows)
    {
        var inputs = new Dictionary<string, TensorValue>();
        extras.AddTo(inputs, rows);
        return inputs;
    }

    private static NetworkRow Row(int picture, RowKind kind) => new(picture, kind, new TextEmbedding([0], 1, 1, null));
}
