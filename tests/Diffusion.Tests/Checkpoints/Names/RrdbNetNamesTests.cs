using Atelier.Diffusion.Checkpoints;

namespace Atelier.Diffusion.Tests.Checkpoints.Names;

public sealed class RrdbNetNamesTests
{
    [Theory]
    [InlineData("model.0", "conv_first")]
    [InlineData("model.1.sub.0.RDB1.conv1.0", "body.0.rdb1.conv1")]
    [InlineData("model.1.sub.22.RDB3.conv5.0", "body.22.rdb3.conv5")]
    [InlineData("model.1.sub.23", "conv_body")]
    [InlineData("model.3", "conv_up1")]
    [InlineData("model.6", "conv_up2")]
    [InlineData("model.8", "conv_hr")]
    [InlineData("model.10", "conv_last")]
    public void The_original_layout_of_a_fourfold_network_is_translated(string from, string to) =>
        AssertMaps(from, to,
            ["model.1.sub.0.RDB1.conv1.0.weight", "model.3.weight", "model.6.weight", "model.8.weight", "model.10.weight"]);

    [Theory]
    [InlineData("model.3", "conv_up1")]
    [InlineData("model.5", "conv_hr")]
    [InlineData("model.7", "conv_last")]
    public void A_twofold_one_has_a_doubling_less(string from, string to) =>
        AssertMaps(from, to, ["model.1.sub.0.RDB1.conv1.0.weight", "model.3.weight", "model.5.weight", "model.7.weight"]);

    [Theory]
    [InlineData("model.9", "conv_up3")]
    [InlineData("model.11", "conv_hr")]
    [InlineData("model.13", "conv_last")]
    public void An_eightfold_one_has_one_more(string from, string to) =>
        AssertMaps(from, to,
            ["model.1.sub.0.RDB1.conv1.0.weight", "model.3.weight", "model.6.weight", "model.9.weight", "model.11.weight",
                "model.13.weight"]);

    [Theory]
    [InlineData("RRDB_trunk.4.RDB2.conv3", "body.4.rdb2.conv3")]
    [InlineData("trunk_conv", "conv_body")]
    [InlineData("upconv1", "conv_up1")]
    [InlineData("HRconv", "conv_hr")]
    [InlineData("conv_first", "conv_first")]
    public void The_releases_layout_is_translated(string from, string to) => AssertMaps(from, to, ["RRDB_trunk.0.RDB1.conv1.weight"]);

    [Theory]
    [InlineData("params_ema.body.4.rdb2.conv3", "body.4.rdb2.conv3")]
    [InlineData("params_ema.conv_up2", "conv_up2")]
    public void What_a_training_script_wraps_is_unwrapped(string from, string to) =>
    AssertMaps(from, to, ["params_ema.body.0.rdb1.conv1.weight"]);

    [Fact]
    public void Other_networks_are_not_taken_for_one() =>
        Assert.False(RrdbNetNames.Recognises(new HashSet<string> { "body.0.weight", "conv_in.weight", "model.0.weight" }));

    private static void AssertMaps(string from, string to, string[] keys)
    {
        var names = keys.ToHashSet();
        Assert.True(RrdbNetNames.Recognises(names));
        var stored = new WeightRef(TensorType.F32, [1], "file", 0, 4);
        foreach (var end in (string[])[".weight", ".bias"])
        {
            var (name, weight) = Assert.Single(new RrdbNetNames(names).Map(from + end, stored));
            Assert.Equal(to + end, name);
            Assert.Same(stored, weight);
        }
    }
}
