using Atelier.Diffusion.Pipeline.TextEncode;
using Atelier.Generation;
using FsCheck;
using FsCheck.Fluent;

namespace Atelier.Diffusion.Tests.Pipeline.TextEncode;

public sealed class EmphasisModesTests
{
    [Fact]
    public void A1111_multiplies_and_restores_the_mean()
    {
        // Times weights: 1 2 6 8, mean 4.25; before: mean 2.5.
        float[] z = [1, 2, 3, 4];
        EmphasisModes.Find("a1111").Apply(z, [1, 2], []);
        Assert.Equal(
            [1 * 2.5f / 4.25f, 2 * 2.5f / 4.25f, 6 * 2.5f / 4.25f, 8 * 2.5f / 4.25f], z,
            (expected, actual) => Math.Abs(expected - actual) < 1e-6);
    }

    [Fact]
    public void A1111_leaves_the_scale_alone_where_the_mean_vanishes()
    {
        float[] z = [1, 2, 3, 4];
        EmphasisModes.Find("a1111").Apply(z, [0, 0], []);
        Assert.Equal([0, 0, 0, 0], z);
    }

    [Fact]
    public void Comfy_moves_away_from_the_empty_prompt()
    {
        float[] z = [1, 2, 3, 4];
        EmphasisModes.Find("comfy").Apply(z, [1, 1.5f], [9, 9, 1, 8]);
        Assert.Equal([1, 2, 4, 2], z);
    }

    [Fact]
    public void None_changes_nothing()
    {
        float[] z = [1, 2, 3, 4];
        EmphasisModes.Find("none").Apply(z, [0, 5], []);
        Assert.Equal([1, 2, 3, 4], z);
    }

    [Theory]
    [InlineData("a1111")]
    [InlineData("comfy")]
    [InlineData("none")]
    public void Weights_of_one_change_nothing_in_any_mode(string mode)
    {
        var vectors = Gen.Choose(-1000, 1000).Select(value => value / 8f).ArrayOf(6).ToArbitrary();
        Prop.ForAll(vectors, values =>
        {
            float[] z = [.. values];
            EmphasisModes.Find(mode).Apply(z, [1, 1, 1], new float[6]);
            return z.SequenceEqual(values);
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("Original", "a1111")]
    [InlineData("COMFY", "comfy")]
    [InlineData("ignore", "none")]
    public void Modes_are_found_by_name_and_alias_without_case(string name, string expected) =>
    Assert.Equal(expected, EmphasisModes.Find(name).Name);

    [Fact]
    public void An_unknown_mode_is_named_with_the_known_ones()
    {
        var error = Assert.Throws<RequestException>(() => EmphasisModes.Find("loud"));
        Assert.Equal("emphasis", error.Field);
        Assert.Contains("\"loud\"; known: a1111, comfy, none", error.Message);
    }
}
