using Atelier.Diffusion.Checkpoints;

namespace Atelier.Diffusion.Tests.Checkpoints;

public sealed class SingleFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Keys_go_to_their_components_and_the_rest_are_markers()
    {
        using var layout =
            Open("model.diffusion_model.out.0.weight", "first_stage_model.quant_conv.weight", "cond_stage_model.model.ln_final.weight",
                "v_pred", "model_ema.decay");
        Assert.Equal(["conv_norm_out.weight"], layout.Components[Components.UNet].Names);
        Assert.Equal(["quant_conv.weight"], layout.Components[Components.Vae].Names);
        Assert.Equal(["text_model.final_layer_norm.weight"], layout.Components[Components.TextEncoder].Names);
        Assert.Equal(["model_ema.decay", "v_pred"], layout.Markers.Order());
        Assert.Equal(_folder.Path, layout.Components[Components.UNet].Folder);
    }

    [Theory]
    [InlineData("lora_unet_mid_block.lora_up.weight", "a LoRA")]
    [InlineData("emb_params", "a textual inversion")]
    [InlineData("control_model.time_embed.0.weight", "a ControlNet")]
    [InlineData("controlnet_cond_embedding.conv_in.weight", "a ControlNet")]
    [InlineData("double_blocks.0.img_attn.proj.weight", "a Flux model")]
    [InlineData("model.joint_blocks.0.x", "a Stable Diffusion 3 model")]
    [InlineData("decoder.conv_in.weight", "an autoencoder alone")]
    [InlineData("down_blocks.0.resnets.0.conv1.weight", "one component of a diffusers folder")]
    [InlineData("x", "it has no UNet")]
    public void A_file_that_is_no_checkpoint_says_what_it_is(string key, string what)
    {
        var error = Assert.Throws<CheckpointException>(() => Open(key));
        Assert.StartsWith("m.safetensors: not a checkpoint: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_with_two_tensors_for_one_weight_is_invalid() =>
        Assert.Contains(
            "two of its tensors are",
            Assert.Throws<CheckpointException>(
                () => Open("cond_stage_model.transformer.encoder.x", "cond_stage_model.transformer.text_model.encoder.x")).Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("m.ckpt")]
    [InlineData("m.PT")]
    [InlineData("m.bin")]
    [InlineData("m.pkl")]
    [InlineData("m.pth")]
    public void A_pickle_is_refused_unread_with_the_reason_and_the_way_out(string name)
    {
        // It need not even exist: nothing of it is touched.
        var error = Assert.Throws<CheckpointException>(() => Layout.Open(_folder.PathOf(name)));
        Assert.StartsWith($"{name}: refused: a {Path.GetExtension(name)} file is a Python pickle", error.Message, StringComparison.Ordinal);
        Assert.Contains("use the model's .safetensors file", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gone.safetensors", "there is no such file or folder")]
    [InlineData("x.gguf", "there is no such file or folder")]
    [InlineData("x.txt", "not a checkpoint by its ending")]
    [InlineData("folder", "has no model_index.json")]
    public void Anything_else_is_refused_with_what_would_be_right(string name, string says)
    {
        _folder.Write("x.txt", "text");
        Directory.CreateDirectory(_folder.PathOf("folder"));
        Assert.Contains(
            says, Assert.Throws<CheckpointException>(() => Layout.Open(_folder.PathOf(name))).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private Layout Open(params string[] keys) =>
        Layout.Open(_folder.Write("m.safetensors", SafetensorsWriter.Of(TensorType.F16, keys.Select(key => (key, new long[] { 1 })))));
}
