using Atelier.Diffusion.Graphs;
using Atelier.Diffusion.Onnx;
using Atelier.Support;

namespace Atelier.Diffusion.Tests.Graphs;

public sealed class UNetGraphTests
{
    [GoldenTheory]
    [InlineData("sd15")]
    [InlineData("sd21")]
    [InlineData("sdxl")]
    [Trait("Category", "Golden")]
    public void A_square_batch_matches_the_reference(string pipeline)
    {
        var golden = new GoldenPipeline(pipeline);
        var timestep = golden.Expected["unet.timestep"];
        var output = Denoise(golden, golden.Expected["unet.sample"], Array.ConvertAll(timestep.Longs, t => (float)t));
        GoldenRun.AssertMatches(golden.Expected["unet.out"], output);
    }

    [GoldenTheory]
    [InlineData("sd15")]
    [InlineData("sd21")]
    [InlineData("sdxl")]
    [Trait("Category", "Golden")]
    public void A_wide_picture_matches_the_reference(string pipeline)
    {
        var golden = new GoldenPipeline(pipeline);
        var output = Denoise(golden, golden.Expected["unet.wide.sample"], [3f]);
        GoldenRun.AssertMatches(golden.Expected["unet.wide.out"], output);
    }

    [GoldenFact]
    [Trait("Category", "Golden")]
    public void Sizes_that_do_not_halve_evenly_come_out_as_they_went_in()
    {
        var golden = new GoldenPipeline("sd15");
        var channels = golden.Expected["unet.sample"].Shape[1];
        var sample = new GoldenTensor([1, channels, 13, 9], "F32", new byte[channels * 13 * 9 * sizeof(float)]);
        var output = Denoise(golden, sample, [3f]);
        Assert.Equal(sample.Shape, output.Shape);
        Assert.All(output.Floats, value => Assert.True(float.IsFinite(value)));
    }

    [GoldenFact]
    [Trait("Category", "Golden")]
    public void A_timestep_between_two_gives_a_result_between_theirs()
    {
        var golden = new GoldenPipeline("sd15");
        var sample = golden.Expected["unet.wide.sample"];
        var (low, middle, high) = (Denoise(golden, sample, [3f]), Denoise(golden, sample, [3.5f]), Denoise(golden, sample, [4f]));
        var whole = Distance(low, high);
        Assert.InRange(Distance(low, middle) / whole, 0.4, 0.6);
        Assert.InRange(Distance(middle, high) / whole, 0.4, 0.6);
    }

    private static double Distance(TensorValue a, TensorValue b) =>
        Math.Sqrt(a.Floats.Zip(b.Floats, (left, right) => Math.Pow(left - right, 2)).Sum());

    /// <summary>Each input's rows are cut to the number of timesteps.</summary>
    private static TensorValue Denoise(GoldenPipeline golden, GoldenTensor sample, float[] timesteps)
    {
        var batch = timesteps.Length;
        List<(string, TensorValue)> inputs =
        [
            ("sample", sample.ToValue()),
            ("timestep", TensorValue.Of(timesteps, batch)),
            ("encoder_hidden_states", Rows(golden.Expected["unet.context"], batch)),
        ];
        if (golden.Expected.Contains("unet.time_ids"))
        {
            inputs.Add(("time_ids", Rows(golden.Expected["unet.time_ids"], batch)));
            inputs.Add(("text_embeds", Rows(golden.Expected["text_2.pooled"], batch)));
        }

        var unet = golden.UNet();
        return UNetGraph.Build(unet.Config, unet.Weights).Run([.. inputs])["out_sample"];
    }

    private static TensorValue Rows(GoldenTensor tensor, int count)
    {
        var row = tensor.Shape.Skip(1).Aggregate(1, (product, size) => product * size);
        return TensorValue.Of(tensor.Floats[..(count * row)], [count, .. tensor.Shape[1..]]);
    }
}
