using Atelier.Adapters;
using Atelier.Compliance.Doubles;

namespace Atelier.Lora.Tests.Kinds;

/// <summary>Each kind on numbers small enough to be reckoned by hand.</summary>
public sealed class KindTests
{
    private const string Linear = SomeModel.Linear;

    [Fact]
    public void LoRA_is_up_times_down_times_alpha_over_rank()
    {
        var delta = SomeModel.Delta("lora", new PlainAdapterFile()
            .Add($"{Linear}.lora_down.weight", [2, 4], 1, 2, 3, 4, 10, 20, 30, 40)
            .Add($"{Linear}.lora_up.weight", [6, 2], 1, 0, 0, 1, 1, 1, 0, 0, 2, 0, 0, 0.5f)
            .Add($"{Linear}.alpha", [], 1f));
        Assert.Equal(
            [0.5f, 1, 1.5f, 2, 5, 10, 15, 20, 5.5f, 11, 16.5f, 22, 0, 0, 0, 0, 1, 2, 3, 4, 2.5f, 5, 7.5f, 10], delta);
    }

    [Fact]
    public void Without_alpha_the_scale_is_1() =>
        Assert.Equal(3, SomeModel.Delta("lora", Ones(rank: 3))[0]);

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(7)]
    public void A_rank_of_any_size_is_summed_whole(int rank) =>
        Assert.All(SomeModel.Delta("lora", Ones(rank)), value => Assert.Equal(rank, value));

    [Fact]
    public void A_core_joins_the_sides_of_a_convolution()
    {
        // One input, the centre of the kernel alone: out = up × core × down there.
        var core = new float[2 * 2 * 9];
        core[(0 * 18) + (1 * 9) + 4] = 3;
        var delta = SomeModel.Delta("lora", new PlainAdapterFile()
            .Add($"{SomeModel.Convolution}.lora_down.weight", [2, 3, 1, 1], 0, 0, 0, 5, 0, 0)
            .Add($"{SomeModel.Convolution}.lora_mid.weight", [2, 2, 3, 3], core)
            .Add($"{SomeModel.Convolution}.lora_up.weight", [5, 2, 1, 1], 0, 0, 2, 0, 0, 0, 0, 0, 0, 0));
        var expected = new float[5 * 3 * 9];
        expected[(1 * 27) + (0 * 9) + 4] = 30;
        Assert.Equal(expected, delta);
    }

    [Fact]
    public void LoHa_multiplies_two_products_place_by_place()
    {
        var delta = SomeModel.Delta("loha", new PlainAdapterFile()
            .Add($"{Linear}.hada_w1_a", [6, 1], 1, 2, 3, 4, 5, 6).Add($"{Linear}.hada_w1_b", [1, 4], 1, 1, 1, 1)
            .Add($"{Linear}.hada_w2_a", [6, 1], 1, 1, 1, 1, 1, 1).Add($"{Linear}.hada_w2_b", [1, 4], 1, 10, 100, 1000)
            .Add($"{Linear}.alpha", [], 2f));
        Assert.Equal([2f, 20, 200, 2000, 4, 40, 400, 4000], delta[..8]);
    }

    [Fact]
    public void LoKr_is_the_Kronecker_product_and_alpha_counts_only_where_there_is_a_rank()
    {
        var delta = SomeModel.Delta("lokr", new PlainAdapterFile()
            .Add($"{Linear}.lokr_w1", [2, 2], 1, 2, 3, 4)
            .Add($"{Linear}.lokr_w2", [3, 2], 1, 10, 100, 1000, 5, 7)
            .Add($"{Linear}.alpha", [], 100f));
        Assert.Equal([1f, 10, 2, 20, 100, 1000, 200, 2000, 5, 7, 10, 14, 3, 30, 4, 40], delta[..16]);
    }

    [Fact]
    public void IA3_scales_inputs_or_outputs_of_the_weight()
    {
        float[] original = [.. Enumerable.Range(1, 24).Select(i => (float)i)];
        var onInput =
            SomeModel.Delta(
                "ia3", new PlainAdapterFile().Add($"{Linear}.weight", [1, 4], 1, 0, 0, 2).Add($"{Linear}.on_input", [], 1f), original);
        Assert.Equal([1f, 0, 0, 8, 5, 0, 0, 16], onInput[..8]);
        var onOutput =
            SomeModel.Delta(
                "ia3", new PlainAdapterFile().Add($"{Linear}.weight", [6, 1], 1, 0, 0, 0, 0, 2).Add($"{Linear}.on_input", [], 0f),
                original);
        Assert.Equal([1f, 2, 3, 4, 0, 0, 0, 0], onOutput[..8]);
        Assert.Equal([42f, 44, 46, 48], onOutput[20..]);
    }

    [Fact]
    public void GLoRA_has_a_part_that_depends_on_the_weight()
    {
        float[] original = [.. Enumerable.Repeat(1f, 24)];
        var delta = SomeModel.Delta("glora", new PlainAdapterFile()
            .Add($"{Linear}.a1.weight", [1, 4], 1, 1, 1, 1).Add($"{Linear}.a2.weight", [4, 1], 1, 1, 1, 1)
            .Add($"{Linear}.b1.weight", [1, 4], 0, 0, 0, 5).Add($"{Linear}.b2.weight", [6, 1], 1, 1, 1, 1, 1, 1), original);
        Assert.Equal([4f, 4, 4, 9], delta[..4]);
    }

    [Theory]
    [InlineData(new[] { 6 })]
    [InlineData(new[] { 6, 1 })]
    public void DoRA_gives_each_output_its_magnitude(int[] shape)
    {
        var original = Enumerable.Repeat(1f, 24).ToArray();
        var delta = SomeModel.Delta("lora", Ones(rank: 1).Add($"{Linear}.dora_scale", shape, 8, 8, 8, 8, 8, 8), original);

        // Rows of 2s have the norm 4, and become rows of 4s.
        Assert.All(delta, value => Assert.Equal(3, value, 1e-5f));
    }

    [Fact]
    public void DoRA_of_inputs_gives_each_input_its_magnitude()
    {
        var original = Enumerable.Repeat(1f, 24).ToArray();
        var norm = 2 * MathF.Sqrt(6);
        var delta = SomeModel.Delta("lora", Ones(rank: 1).Add($"{Linear}.dora_scale", [1, 4], norm, norm, norm, 2 * norm), original);
        Assert.Equal([1f, 1, 1, 3], Array.ConvertAll(delta[..4], value => MathF.Round(value, 4)));
    }

    [Fact]
    public void A_file_that_lacks_a_half_is_refused()
    {
        var refusal = Assert.Throws<AdapterException>(() =>
            SomeModel.Format("lora").Read(new PlainAdapterFile().Add($"{Linear}.lora_down.weight", [2, 4]), SomeModel.Model));
        Assert.Contains("no up", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bias_that_the_layer_has_not_is_refused()
    {
        var refusal =
            Assert.Throws<AdapterException>(
                () => SomeModel.Format("diff").Read(new PlainAdapterFile().Add($"{Linear}.diff_b", [6]), SomeModel.Model));
        Assert.Contains("bias", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OFT_is_refused_by_name()
    {
        var refusal =
            Assert.Throws<AdapterException>(
                () => SomeModel.Format("oft").Read(new PlainAdapterFile().Add($"{Linear}.oft_blocks", [2, 3, 3]), SomeModel.Model));
        Assert.Contains("OFT", refusal.Message, StringComparison.Ordinal);
    }

    private static PlainAdapterFile Ones(int rank) => new PlainAdapterFile()
        .Add($"{Linear}.lora_down.weight", [rank, 4], [.. Enumerable.Repeat(1f, rank * 4)])
        .Add($"{Linear}.lora_up.weight", [6, rank], [.. Enumerable.Repeat(1f, rank * 6)]);
}
