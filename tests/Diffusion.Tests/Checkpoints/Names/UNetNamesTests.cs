using Atelier.Diffusion.Checkpoints;

namespace Atelier.Diffusion.Tests.Checkpoints;

public class UNetNamesTests
{
    // SD 1.x: four levels of two residual blocks, downsamplers at 3, 6 and 9.
    private static readonly UNetNames Sd1 =
        new(["input_blocks.0.0.weight", "input_blocks.3.0.op.weight", "input_blocks.6.0.op.weight",
            "input_blocks.11.0.in_layers.0.weight"]);

    [Theory]
    [InlineData("input_blocks.0.0.weight", "conv_in.weight")]
    [InlineData("time_embed.2.bias", "time_embedding.linear_2.bias")]
    [InlineData("label_emb.0.0.weight", "add_embedding.linear_1.weight")]
    [InlineData("input_blocks.1.0.in_layers.2.weight", "down_blocks.0.resnets.0.conv1.weight")]
    [InlineData("input_blocks.2.1.transformer_blocks.0.attn2.to_k.weight",
        "down_blocks.0.attentions.1.transformer_blocks.0.attn2.to_k.weight")]
    [InlineData("input_blocks.3.0.op.bias", "down_blocks.0.downsamplers.0.conv.bias")]
    [InlineData("input_blocks.11.0.skip_connection.weight", "down_blocks.3.resnets.1.conv_shortcut.weight")]
    [InlineData("middle_block.0.emb_layers.1.weight", "mid_block.resnets.0.time_emb_proj.weight")]
    [InlineData("middle_block.1.proj_in.weight", "mid_block.attentions.0.proj_in.weight")]
    [InlineData("middle_block.2.out_layers.3.bias", "mid_block.resnets.1.conv2.bias")]
    [InlineData("output_blocks.2.1.conv.weight", "up_blocks.0.upsamplers.0.conv.weight")]
    [InlineData("output_blocks.5.2.conv.weight", "up_blocks.1.upsamplers.0.conv.weight")]
    [InlineData("output_blocks.11.1.norm.weight", "up_blocks.3.attentions.2.norm.weight")]
    [InlineData("out.0.weight", "conv_norm_out.weight")]
    [InlineData("out.2.bias", "conv_out.bias")]
    public void An_original_name_becomes_the_diffusers_name(string original, string canonical) =>
    Assert.Equal(canonical, Sd1.Canonical(original));

    [Theory]
    [InlineData("input_blocks.0.1.weight")]
    [InlineData("input_blocks.x.0.weight")]
    [InlineData("input_blocks.99999999999.0.weight")]
    [InlineData("input_blocks.1")]
    [InlineData("something.else")]
    [InlineData("")]
    public void A_name_that_no_unet_has_is_left_out(string original) => Assert.Null(Sd1.Canonical(original));

    [Fact]
    public void The_first_downsampler_tells_how_many_blocks_a_level_has()
    {
        var one = new UNetNames(["input_blocks.2.0.op.weight", "input_blocks.3.0.in_layers.0.weight"]);
        Assert.Equal("down_blocks.1.resnets.0.norm1.weight", one.Canonical("input_blocks.3.0.in_layers.0.weight"));
        Assert.Equal("up_blocks.1.resnets.1.norm1.weight", one.Canonical("output_blocks.3.0.in_layers.0.weight"));
    }
}
