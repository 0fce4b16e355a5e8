using Atelier.Adapters;
using Atelier.Compliance.Doubles;

namespace Atelier.Lora.Tests.Names;

public sealed class SpellingTests
{
    // Two residual blocks a level, as Stable Diffusion 1, 2 and XL have them.
    private static readonly AdapterModel Model = new("sdxl",
    [
        Target("unet", "conv_in"), Target("unet", "time_embedding.linear_2"), Target("unet", "add_embedding.linear_1"),
        Target("unet", "conv_out"),
        Target("unet", "down_blocks.0.resnets.0.conv1"), Target("unet", "down_blocks.0.resnets.1.conv1"),
        Target("unet", "down_blocks.0.downsamplers.0.conv"),
        Target("unet", "down_blocks.1.resnets.0.time_emb_proj"),
        Target("unet", "down_blocks.1.attentions.0.transformer_blocks.0.attn1.to_q"),
        Target("unet", "down_blocks.2.attentions.1.proj_in"), Target("unet", "mid_block.attentions.0.transformer_blocks.0.attn2.to_out.0"),
        Target("unet", "mid_block.resnets.1.conv2"), Target("unet", "up_blocks.0.attentions.2.proj_out"),
        Target("unet", "up_blocks.0.upsamplers.0.conv"),
        Target("unet", "up_blocks.1.resnets.1.conv_shortcut"), Target("unet", "up_blocks.2.upsamplers.0.conv"),
        Target("text_encoder", "text_model.encoder.layers.0.self_attn.q_proj"),
        Target("text_encoder_2", "text_model.encoder.layers.3.mlp.fc1"),
    ]);

    [Theory]
    [InlineData("lora_unet_down_blocks_1_attentions_0_transformer_blocks_0_attn1_to_q",
        "down_blocks.1.attentions.0.transformer_blocks.0.attn1.to_q")]
    [InlineData("lora_unet_input_blocks_4_1_transformer_blocks_0_attn1_to_q", "down_blocks.1.attentions.0.transformer_blocks.0.attn1.to_q")]
    [InlineData("lora_unet_input_blocks_8_1_proj_in", "down_blocks.2.attentions.1.proj_in")]
    [InlineData("lora_unet_input_blocks_0_0", "conv_in")]
    [InlineData("lora_unet_input_blocks_1_0_in_layers_2", "down_blocks.0.resnets.0.conv1")]
    [InlineData("lora_unet_input_blocks_2_0_in_layers_2", "down_blocks.0.resnets.1.conv1")]
    [InlineData("lora_unet_input_blocks_3_0_op", "down_blocks.0.downsamplers.0.conv")]
    [InlineData("lora_unet_input_blocks_4_0_emb_layers_1", "down_blocks.1.resnets.0.time_emb_proj")]
    [InlineData("lora_unet_middle_block_1_transformer_blocks_0_attn2_to_out_0",
        "mid_block.attentions.0.transformer_blocks.0.attn2.to_out.0")]
    [InlineData("lora_unet_middle_block_2_out_layers_3", "mid_block.resnets.1.conv2")]
    [InlineData("lora_unet_output_blocks_2_1_proj_out", "up_blocks.0.attentions.2.proj_out")]
    [InlineData("lora_unet_output_blocks_2_2_conv", "up_blocks.0.upsamplers.0.conv")]
    [InlineData("lora_unet_output_blocks_4_0_skip_connection", "up_blocks.1.resnets.1.conv_shortcut")]
    [InlineData("lora_unet_output_blocks_8_1_conv", "up_blocks.2.upsamplers.0.conv")]
    [InlineData("lora_unet_out_2", "conv_out")]
    [InlineData("lora_unet_time_embed_2", "time_embedding.linear_2")]
    [InlineData("lora_unet_label_emb_0_0", "add_embedding.linear_1")]
    [InlineData("lora_te_text_model_encoder_layers_0_self_attn_q_proj", "text_model.encoder.layers.0.self_attn.q_proj")]
    [InlineData("lora_te1_text_model_encoder_layers_0_self_attn_q_proj", "text_model.encoder.layers.0.self_attn.q_proj")]
    [InlineData("lora_te2_text_model_encoder_layers_3_mlp_fc1", "text_model.encoder.layers.3.mlp.fc1")]
    [InlineData("lycoris_mid_block_resnets_1_conv2", "mid_block.resnets.1.conv2")]
    public void Kohya_and_LyCORIS_flatten_either_code_s_paths(string module, string path) =>
    AssertFinds(path, $"{module}.lora_down.weight", $"{module}.lora_up.weight");

    [Theory]
    [InlineData("unet.conv_in.lora_A.weight", "unet.conv_in.lora_B.weight", "conv_in")]
    [InlineData("base_model.model.conv_in.lora_A.weight", "base_model.model.conv_in.lora_B.weight", "conv_in")]
    [InlineData("unet.conv_in.lora_A.default.weight", "unet.conv_in.lora_B.default.weight", "conv_in")]
    [InlineData("unet.conv_in.lora.down.weight", "unet.conv_in.lora.up.weight", "conv_in")]
    [InlineData(
        "unet.mid_block.attentions.0.transformer_blocks.0.attn2.processor.to_out_lora.down.weight",
        "unet.mid_block.attentions.0.transformer_blocks.0.attn2.processor.to_out_lora.up.weight",
        "mid_block.attentions.0.transformer_blocks.0.attn2.to_out.0")]
    [InlineData(
        "down_blocks.1.attentions.0.transformer_blocks.0.attn1.processor.to_q_lora.down.weight",
        "down_blocks.1.attentions.0.transformer_blocks.0.attn1.processor.to_q_lora.up.weight",
        "down_blocks.1.attentions.0.transformer_blocks.0.attn1.to_q")]
    [InlineData(
        "text_encoder.text_model.encoder.layers.0.self_attn.q_proj.lora_linear_layer.down.weight",
        "text_encoder.text_model.encoder.layers.0.self_attn.q_proj.lora_linear_layer.up.weight",
        "text_model.encoder.layers.0.self_attn.q_proj")]
    [InlineData(
        "text_encoder.text_model.encoder.layers.0.self_attn.to_q_lora.down.weight",
        "text_encoder.text_model.encoder.layers.0.self_attn.to_q_lora.up.weight",
        "text_model.encoder.layers.0.self_attn.q_proj")]
    [InlineData(
        "text_encoder_2.encoder.layers.3.mlp.fc1.lora_A.weight", "text_encoder_2.encoder.layers.3.mlp.fc1.lora_B.weight",
        "text_model.encoder.layers.3.mlp.fc1")]
    public void Diffusers_and_PEFT_spell_their_paths_with_dots(string down, string up, string path) => AssertFinds(path, down, up);

    [Fact]
    public void A_layer_that_the_model_has_not_is_left_out() =>
    Assert.Empty(Read("lora_unet_input_blocks_11_0.lora_down.weight", "lora_unet_input_blocks_11_0.lora_up.weight"));

    private static void AssertFinds(string path, string down, string up) => Assert.Equal(path, Assert.Single(Read(down, up)).Target.Path);

    private static IReadOnlyList<AdapterLayer> Read(string down, string up) =>
        SomeModel.Format("lora").Read(new PlainAdapterFile().Add(down, [2, 4]).Add(up, [6, 2]), Model);

    private static AdapterTarget Target(string component, string path) => new(component, path, [6, 4], HasBias: true);
}
