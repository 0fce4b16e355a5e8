using System.Text.Json;
using Atelier.Diffusion.Checkpoints;

namespace Atelier.Diffusion.Tests.Checkpoints;

/// <summary>Whole SD 2.x single files; the golden folder has none.</summary>
public sealed class SingleFileCheckpointTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SingleFileCheckpointTests() => TinyModel.WriteTokenizer(_folder, "tokenizer");

    [Fact]
    public void A_file_with_no_word_on_its_heads_has_the_familys()
    {
        // 32 groups do not divide 8 channels, so this model needs a config; one that says only this leaves the heads to the family.
        WriteConfigs("""{"block_out_channels":[8,16],"cross_attention_dim":8,"norm_num_groups":4}""");
        using var checkpoint = Open(TinySingleFile.Of(3));
        Assert.Equal(Families.Of(Families.Sd2), checkpoint.Family);
        Assert.Equal([2, 4], checkpoint.UNet.Config.Heads);
        Assert.Equal(4, checkpoint.TextEncoders[0].Config.Heads);
        Assert.Equal("gelu", checkpoint.TextEncoders[0].Config.HiddenAct);
        Assert.Equal(
            (10, 11, 0),
            (checkpoint.TextEncoders[0].Config.BosTokenId, checkpoint.TextEncoders[0].Config.EosTokenId,
                checkpoint.TextEncoders[0].Config.PadTokenId));
    }

    [Fact]
    public void The_last_layer_and_the_projection_that_sd2_never_runs_are_left_out()
    {
        WriteConfigs();
        using var checkpoint = Open(TinySingleFile.Of(3));
        var text = checkpoint.TextEncoders[0];
        Assert.Equal(2, text.Config.Layers);
        Assert.Null(text.Config.ProjectionDim);
        Assert.False(text.Config.Penultimate);
        Assert.DoesNotContain(
            text.Weights.Names,
            name => name.Contains("layers.2.", StringComparison.Ordinal) || name.Contains("projection.", StringComparison.Ordinal));
    }

    [Fact]
    public void A_config_beside_the_file_says_how_many_layers_run()
    {
        WriteConfigs();
        _folder.Write("m/text_encoder/config.json", """{"num_hidden_layers":3,"num_attention_heads":2,"hidden_act":"gelu"}""");
        using var checkpoint = Open(TinySingleFile.Of(3));
        Assert.Equal(3, checkpoint.TextEncoders[0].Config.Layers);
    }

    [Fact]
    public void The_folder_of_the_files_name_configures_it()
    {
        WriteConfigs();
        _folder.Write("m/scheduler/scheduler_config.json", """{"prediction_type":"v_prediction"}""");
        using var checkpoint = Open(TinySingleFile.Of(3, ("modelspec.prediction_type", "epsilon")));
        Assert.Equal(JsonSerializer.Serialize(TinySingleFile.UNet), JsonSerializer.Serialize(checkpoint.UNet.Config));
        Assert.Equal("v_prediction", checkpoint.Scheduler.PredictionType);
    }

    [Fact]
    public void A_folder_of_the_files_name_that_holds_another_model_is_not_asked()
    {
        WriteConfigs();
        _folder.Write("m/unet/config.json", TinyModel.UNetJson(TinySingleFile.UNet with { CrossAttentionDim = 768 }));
        var error = Assert.Throws<CheckpointException>(() => Open(TinySingleFile.Of(3)));
        Assert.Contains("8 channels cannot be divided by 32 groups", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v", 96)]
    [InlineData("epsilon", 64)]
    public void A_v_prediction_file_of_sd2_was_trained_at_768_pixels(string note, int size)
    {
        WriteConfigs("""{"block_out_channels":[8,16],"cross_attention_dim":8,"norm_num_groups":4}""");
        using var checkpoint = Open(TinySingleFile.Of(3, ("modelspec.prediction_type", note)));
        Assert.Equal(size, checkpoint.UNet.Config.SampleSize);
    }

    public void Dispose() => _folder.Dispose();

    private Checkpoint Open(byte[] file) => CheckpointReader.Open(_folder.Write("m.safetensors", file), null);

    private void WriteConfigs(string? unet = null)
    {
        _folder.Write("m/unet/config.json", unet ?? TinyModel.UNetJson(TinySingleFile.UNet));
        _folder.Write("m/vae/config.json", """{"norm_num_groups":4}""");
    }
}
