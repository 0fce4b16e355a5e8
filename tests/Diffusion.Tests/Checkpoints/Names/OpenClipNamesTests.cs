using Atelier.Diffusion.Checkpoints;

namespace Atelier.Diffusion.Tests.Checkpoints;

public class OpenClipNamesTests
{
    [Theory]
    [InlineData("token_embedding.weight", "text_model.embeddings.token_embedding.weight")]
    [InlineData("positional_embedding", "text_model.embeddings.position_embedding.weight")]
    [InlineData("transformer.resblocks.7.ln_2.bias", "text_model.encoder.layers.7.layer_norm2.bias")]
    [InlineData("transformer.resblocks.0.mlp.c_fc.weight", "text_model.encoder.layers.0.mlp.fc1.weight")]
    [InlineData("transformer.resblocks.0.mlp.c_proj.weight", "text_model.encoder.layers.0.mlp.fc2.weight")]
    [InlineData("transformer.resblocks.0.attn.out_proj.weight", "text_model.encoder.layers.0.self_attn.out_proj.weight")]
    [InlineData("ln_final.weight", "text_model.final_layer_norm.weight")]
    public void A_name_becomes_the_transformers_name(string original, string canonical) =>
        Assert.Equal(canonical, Assert.Single(OpenClipNames.Map(original, Stored(4, 4))).Name);

    [Fact]
    public void The_packed_projection_is_cut_into_query_key_and_value()
    {
        var slices = OpenClipNames.Map("transformer.resblocks.2.attn.in_proj_weight", Stored(12, 4)).ToList();
        Assert.Equal(
            ["text_model.encoder.layers.2.self_attn.q_proj.weight", "text_model.encoder.layers.2.self_attn.k_proj.weight",
                "text_model.encoder.layers.2.self_attn.v_proj.weight"],
            slices.Select(slice => slice.Name));
        Assert.All(slices, slice => Assert.Equal([4, 4], slice.Weight.Shape));
        Assert.Equal([(100L, 32L), (132L, 32L), (164L, 32L)], slices.Select(slice => (slice.Weight.Offset, slice.Weight.Length)));
        Assert.Equal([4], OpenClipNames.Map("transformer.resblocks.2.attn.in_proj_bias", Stored(12)).First().Weight.Shape);
    }

    [Fact]
    public void The_text_projection_is_transposed()
    {
        var (name, weight) = Assert.Single(OpenClipNames.Map("text_projection", Stored(8, 5)));
        Assert.Equal("text_projection.weight", name);
        Assert.Equal([5, 8], weight.Shape);
        Assert.True(weight.Transposed);
        Assert.False(Assert.Single(OpenClipNames.Map("text_projection.weight", Stored(5, 8))).Weight.Transposed);
    }

    [Theory]
    [InlineData("logit_scale")]
    [InlineData("visual.proj")]
    [InlineData("transformer.resblocks.0.attn.in_proj_bias", 13)]
    public void What_no_text_encoder_needs_is_left_out(string name, int size = 1) => Assert.Empty(OpenClipNames.Map(name, Stored(size)));

    private static WeightRef Stored(params int[] shape) =>
        new(TensorType.F16, shape, "f", 100, shape.Aggregate(2, (product, size) => product * size));
}
