using Atelier.Diffusion.Checkpoints;

namespace Atelier.Diffusion.Tests.Checkpoints;

public class VaeNamesTests
{
    private static readonly VaeNames FourLevels = new(["decoder.up.3.block.0.norm1.weight"]);

    [Theory]
    [InlineData("encoder.down.2.block.0.nin_shortcut.weight", "encoder.down_blocks.2.resnets.0.conv_shortcut.weight")]
    [InlineData("encoder.down.0.downsample.conv.bias", "encoder.down_blocks.0.downsamplers.0.conv.bias")]
    [InlineData("encoder.mid.block_2.conv1.weight", "encoder.mid_block.resnets.1.conv1.weight")]
    [InlineData("encoder.norm_out.weight", "encoder.conv_norm_out.weight")]
    [InlineData("decoder.up.3.block.2.conv2.weight", "decoder.up_blocks.0.resnets.2.conv2.weight")]
    [InlineData("decoder.up.1.upsample.conv.weight", "decoder.up_blocks.2.upsamplers.0.conv.weight")]
    [InlineData("decoder.mid.attn_1.norm.weight", "decoder.mid_block.attentions.0.group_norm.weight")]
    [InlineData("decoder.mid.attn_1.proj_out.weight", "decoder.mid_block.attentions.0.to_out.0.weight")]
    [InlineData("decoder.mid_block.attentions.0.query.weight", "decoder.mid_block.attentions.0.to_q.weight")]
    [InlineData("decoder.mid_block.attentions.0.proj_attn.bias", "decoder.mid_block.attentions.0.to_out.0.bias")]
    [InlineData("decoder.mid_block.attentions.0.to_v.weight", "decoder.mid_block.attentions.0.to_v.weight")]
    [InlineData("decoder.mid_block.attentions.0.group_norm.bias", "decoder.mid_block.attentions.0.group_norm.bias")]
    [InlineData("post_quant_conv.weight", "post_quant_conv.weight")]
    public void An_original_or_old_name_becomes_the_diffusers_name(string original, string canonical) =>
    Assert.Equal(canonical, FourLevels.Canonical(original));

    [Theory]
    [InlineData("encoder.mid.attn_1.q.weight", new[] { 64, 64, 1, 1 }, new[] { 64, 64 })]
    [InlineData("encoder.mid.attn_1.q.bias", new[] { 64, 1, 1 }, new[] { 64 })]
    [InlineData("encoder.mid_block.attentions.0.key.weight", new[] { 64, 64 }, new[] { 64, 64 })]
    [InlineData("encoder.mid.attn_1.norm.weight", new[] { 64 }, new[] { 64 })]
    [InlineData("encoder.mid.block_1.conv1.weight", new[] { 64, 64, 1, 1 }, new[] { 64, 64, 1, 1 })]
    public void An_attention_that_was_a_convolution_is_given_as_a_matrix(string original, int[] stored, int[] canonical)
    {
        var (_, weight) = Assert.Single(FourLevels.Map(original, new WeightRef(TensorType.F16, stored, "f", 8, 16)));
        Assert.Equal(canonical, weight.Shape);
        Assert.Equal((8L, 16L), (weight.Offset, weight.Length));
    }

    [Fact]
    public void What_is_no_part_of_the_autoencoder_is_left_out() =>
    Assert.Empty(FourLevels.Map("loss.logvar", new WeightRef(TensorType.F16, [], "f", 0, 2)));
}
