using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Graphs;
using Atelier.Diffusion.Onnx;
using Atelier.Support;

namespace Atelier.Diffusion.Tests.Graphs;

public sealed class UNetPartsTests : IDisposable
{
    private const int Rows = 2;
    private readonly Checkpoint _starter = CheckpointReader.Open(Path.Combine(Golden.RepositoryRoot, "models", "starter"), null);

    public void Dispose() => _starter.Dispose();

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(5, true)]
    [InlineData(100, false)]
    public void Parts_answer_what_the_whole_does_but_for_rounding(int parts, bool rowByRow)
    {
        foreach (var options in (UNetOptions[])[UNetOptions.Plain,
            new UNetOptions { FreeU = true, Wrapping = new Wrapping(X: true, Y: false) }])
        {
            var inputs = Inputs(rows: rowByRow ? 1 : Rows, options);
            using var whole =
                new SessionFactory(new OnnxRuntimeOptions()).Create(UNetGraph.Build(_starter.UNet.Config, _starter.UNet.Weights, options));
            using var parted = Open(options, parts, rowByRow);
            AssertSame(whole.Run(inputs)["out_sample"], parted.Run(inputs)["out_sample"]);
            Assert.Equal(whole.Inputs.Select(port => port.Name).Order(), parted.Inputs.Select(port => port.Name).Order());
            Assert.Equal(["out_sample"], parted.Outputs.Select(port => port.Name));
        }
    }

    [Fact]
    public void Residuals_and_perturbed_rows_reach_the_parts_that_they_are_for()
    {
        var inputs = Inputs(Rows, UNetOptions.Plain);
        using var whole = new SessionFactory(new OnnxRuntimeOptions()).Create(UNetGraph.Build(_starter.UNet.Config, _starter.UNet.Weights));
        using var parted = Open(UNetOptions.Plain, 4, rowByRow: false);
        var plain = whole.Run(inputs)["out_sample"].Floats;
        inputs["perturbed_middle"] = TensorValue.Of([0f, 1f], Rows, 1, 1);
        inputs["mid"] = TensorValue.Of([0.5f], 1, 1, 1, 1);
        inputs["down.1"] = TensorValue.Of([0.25f], 1, 1, 1, 1);

        var steered = whole.Run(inputs)["out_sample"];

        Assert.True(plain.Zip(steered.Floats, (a, b) => Math.Abs(a - b)).Max() > 0.01);
        AssertSame(steered, parted.Run(inputs)["out_sample"]);
    }

    [Fact]
    public void Rows_one_at_a_time_are_the_rows_of_a_batch()
    {
        var inputs = Inputs(Rows, new UNetOptions { FreeU = true });
        inputs["perturbed_middle"] = TensorValue.Of([0f, 1f], Rows, 1, 1);
        using var together = Open(new UNetOptions { FreeU = true }, 4, rowByRow: false);
        using var alone = Open(new UNetOptions { FreeU = true }, 4, rowByRow: true);
        AssertSame(together.Run(inputs)["out_sample"], alone.Run(inputs)["out_sample"]);
    }

    [Theory]
    [InlineData(new long[] { 5, 5, 5, 5 }, 2, new[] { 2, 4 })]
    [InlineData(new long[] { 1, 1, 100, 1, 1 }, 3, new[] { 2, 3, 5 })]
    [InlineData(new long[] { 3, 1, 2 }, 1, new[] { 3 })]
    [InlineData(new long[] { 3, 1, 2 }, 9, new[] { 1, 2, 3 })]
    public void Cuts_leave_parts_of_about_a_size(long[] steps, int parts, int[] ends) => Assert.Equal(ends, UNetStep.Cuts(steps, parts));

    [Fact]
    public void No_part_is_much_larger_than_its_share()
    {
        var parts = UNetGraph.BuildParts(_starter.UNet.Config, _starter.UNet.Weights, UNetOptions.Plain, 4);
        var whole = _starter.UNet.Weights.HeldBytes();
        Assert.Equal(4, parts.Count);
        Assert.All(parts, part => Assert.InRange(part.Bytes, 1, whole * 0.4));
        Assert.InRange(parts.Sum(part => part.Bytes), whole * 0.95, whole);
    }

    // Where the graph is cut, the runtime fuses a sum less.
    private static void AssertSame(TensorValue expected, TensorValue made)
    {
        Assert.Equal(expected.Shape, made.Shape);
        Assert.All(expected.Floats.Zip(made.Floats), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    private PartedSession Open(UNetOptions options, int parts, bool rowByRow) => new(
        [
            .. UNetGraph.BuildParts(_starter.UNet.Config, _starter.UNet.Weights, options, parts)
                .Select(part => (new SessionFactory(new OnnxRuntimeOptions()).Create(part.Model), part.Model.Inputs)),
        ],
        rowByRow);

    private Dictionary<string, TensorValue> Inputs(int rows, UNetOptions options)
    {
        const int high = 12, wide = 9, tokens = 5;
        var config = _starter.UNet.Config;
        var inputs = new Dictionary<string, TensorValue>
        {
            ["sample"] = TensorValue.Of(Values(rows * config.InChannels * high * wide), rows, config.InChannels, high, wide),
            ["timestep"] = TensorValue.Of(Enumerable.Repeat(500f, rows).ToArray(), rows),
            ["encoder_hidden_states"] =
                TensorValue.Of(Values(rows * tokens * config.CrossAttentionDim), rows, tokens, config.CrossAttentionDim),
        };
        foreach (var (backbone, skip) in options.FreeU ? FreeULayer.Inputs : [])
        {
            inputs[backbone] = TensorValue.Of([1.3f], 1);
            inputs[skip] = TensorValue.Of([0.8f], 1);
        }

        return inputs;

        static float[] Values(int count) => [.. Enumerable.Range(0, count).Select(i => MathF.Sin(i * i * 0.37f))];
    }
}
